using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Host.Console;
using Bot.Tests.Host.Webhooks;

namespace Bot.Tests.Host.Console;

public sealed class ConsoleSetupTests
{
    [Fact]
    public void Every_channel_with_a_webhook_can_be_watched()
    {
        IChannel[] channels = [new FakeChannel("meta"), new FakeChannel("workflow") { Webhook = null }, new FakeChannel("pigeon")];

        var setup = JsonSerializer.SerializeToElement(ConsoleSetup.Of(null, channels, TimeProvider.System));

        setup.GetProperty("watchable").EnumerateArray().Select(name => name.GetString()).Should().Equal("meta", "pigeon");
    }
}
