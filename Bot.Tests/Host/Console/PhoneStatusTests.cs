using Bot.Engine.Abstractions;
using Bot.Gateways;
using Bot.Gateways.Channels.BotFramework;
using Bot.Host.Replays;
using Bot.Sandbox;
using Bot.Sandbox.Phones;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Console;

public sealed class PhoneStatusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly ServiceProvider _gateways;

    public PhoneStatusTests() => _gateways = new ServiceCollection()
        .AddSingleton<TimeProvider>(_clock)
        .AddSingleton<IRecordStore>(new MemoryRecords(TimeProvider.System))
        .AddGateways(StageConfiguration.Of(_folder.Path, _folder.Path, "secret", "http://127.0.0.1:1/sandbox"))
        .AddSandboxPhones()
        .BuildServiceProvider();

    public void Dispose()
    {
        _gateways.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [CombinatorialStatus]
    public void A_phone_tells_how_far_a_message_got_as_its_provider_would(string channel, DeliveryStatus status)
    {
        var wire = _gateways.GetServices<SimulatedPhone>().Single(phone => phone.Channel == channel);
        var call = wire.Status("919800000001", "provider-1", status, _clock.Now);
        var request = new WebhookRequest(call.Body, name => call.Headers.GetValueOrDefault(name, ""), _ => "");

        var under = _gateways.GetServices<IChannel>().Single(made => made.Name == channel);
        under.IsAuthentic(request).Should().BeTrue();
        under.Read(request).Events.Should().ContainSingle()
            .Which.Should().BeOfType<StatusChanged>().Which.Should()
                .Match<StatusChanged>(changed => changed.ProviderId == "provider-1" && changed.Status == status && changed.At == _clock.Now);
    }
}

/// <summary>Every channel with every status a phone can bring about.</summary>
public sealed class CombinatorialStatusAttribute : Xunit.Sdk.DataAttribute
{
    public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) =>
        from channel in SandboxWorld.Channels
        where channel != BotFrameworkGateway.Definition.Name // whose services tell nothing of what they have taken
        from status in new[] { DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read }
        select new object[] { channel, status };
}
