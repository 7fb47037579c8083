using Bot.Engine.Abstractions;
using Bot.Gateways;
using Bot.Host.Replays;
using Bot.Sandbox;
using Bot.Sandbox.Phones;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Sandbox;

/// <summary>What is played follows from the two lists, that of the gateways and that of the areas.</summary>
public sealed class AreaTests
{
    [Fact]
    public void Every_gateway_is_played_under_its_name_and_so_is_every_host_that_flows_call() =>
        SandboxWorld.Partners.Should().BeEquivalentTo([.. GatewayList.All.Select(gateway => gateway.Name), "http"]);

    [Fact]
    public void Every_channel_has_a_phone()
    {
        using var folder = new TemporaryFolder();
        using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new ManualClock())
            .AddSingleton<IRecordStore>(new MemoryRecords(TimeProvider.System))
            .AddGateways(StageConfiguration.Of(folder.Path, folder.Path, "secret", "http://127.0.0.1:1/sandbox"))
            .AddSandboxPhones()
            .BuildServiceProvider();

        SandboxWorld.Channels.Should().BeEquivalentTo(services.GetServices<IChannel>().Select(channel => channel.Name));
        services.GetServices<SimulatedPhone>().Select(phone => phone.Channel).Should().Equal(SandboxWorld.Channels);
    }

    [Fact]
    public void A_replay_names_a_channel_that_has_a_phone()
    {
        ReplayScript.Read("a.replay", string.Join('\n', SandboxWorld.Channels.Select(name => $"channel {name}"))).Issues.Should().BeEmpty();
        ReplayScript.Read("a.replay", "channel pigeon").Issues.Should().ContainSingle().Which.ToString().Should().Contain("a.replay(1,1)");
    }
}
