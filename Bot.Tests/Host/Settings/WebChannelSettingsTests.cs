using Bot.Gateways.Settings;

namespace Bot.Tests.Host.Settings;

/// <summary>Settings of the channels that a deployment may do without: the Bot Framework and Direct Line.</summary>
public sealed class WebChannelSettingsTests : IDisposable
{
    private readonly SettingsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void What_a_deployment_may_do_without_is_live_once_a_credential_is_given_and_then_needs_them_all()
    {
        var without = _bench.Complete().Read();
        without.Modes["botframework"].Should().Be(GatewayMode.Off);
        without.Notes.Should().NotContain(note => note.Contains("Bot Framework"), "what is not needed is not told to be missing");

        _bench.With("MICROSOFT_APP_ID", "id").Refused().Missing.Should().Equal("MICROSOFT_APP_PASSWORD");

        _bench.With("MICROSOFT_APP_PASSWORD", "password").Read().Modes["botframework"].Should().Be(GatewayMode.Live);
        _bench.With("PARTNERS_OFF", "botframework").Read().Modes["botframework"].Should().Be(GatewayMode.Off);
    }

    [Fact]
    public void Direct_Line_wants_a_long_secret_and_origins_that_are_origins()
    {
        _bench.Complete().With("DIRECT_LINE_SECRET", "short").With("DIRECT_LINE_ORIGINS", "https://shop.example.com, shop.example.com, https://shop.example.com/page, *");

        var faults = _bench.Refused().Faults;

        faults.Should().HaveCount(4).And.ContainSingle(fault => fault.StartsWith("DIRECT_LINE_SECRET: ")).And.NotContain(fault => fault.Contains("\"https://shop.example.com\""));
    }
}
