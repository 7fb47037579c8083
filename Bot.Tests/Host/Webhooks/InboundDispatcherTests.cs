using Bot.Engine.Abstractions;
using Bot.Host.Webhooks;
using Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Host.Webhooks;

public sealed class InboundDispatcherTests
{
    private const string Flow = "flow: menu\nstart: name\nslots:\n  name: personName\nstates:\n  name:\n    ask: name\n    next: done\n  done:\n    end:\n";

    [Theory]
    [InlineData(7 * 24, true)]
    [InlineData((7 * 24) + 1, false)]
    [InlineData(30 * 24, false)]
    public async Task A_message_older_than_providers_deliver_again_is_not_acted_on(int hours, bool acted)
    {
        var clock = new ManualClock();
        await using var stage = new EngineStage(Flow, [], [new TakingChannel()], clock);
        var intake = new InboundDispatcher(stage.Runner, stage.Store, clock, NullLogger<InboundDispatcher>.Instance);

        await intake.DispatchAsync([new MessageReceived("test", clock.GetUtcNow().AddHours(-hours), "m1", "1", "Asha", new TextReceived("hi"))], default);

        (await stage.Store.LoadAsync(EngineStage.KeyOf(1), default) is not null).Should().Be(acted);
    }
}
