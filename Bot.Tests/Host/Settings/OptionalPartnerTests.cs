using Bot.Gateways.Settings;

namespace Bot.Tests.Host.Settings;

/// <summary>A partner that a deployment does without until it is given.</summary>
public sealed class OptionalPartnerTests : IDisposable
{
    private readonly SettingsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void An_optional_partner_given_in_part_is_asked_for_the_rest_and_its_key_must_be_one()
    {
        _bench.Complete().With("BAJAJ_API_URL", "https://bajaj.example.com");
        _bench.Refused().Missing.Should().BeEquivalentTo("BAJAJ_CHANNEL", "BAJAJ_AGENT_ID", "BAJAJ_ENCRYPTION_KEY");

        _bench.With("BAJAJ_CHANNEL", "TEST").With("BAJAJ_AGENT_ID", "70001").With("BAJAJ_ENCRYPTION_KEY", "thirty-one-characters-of-a-key-");
        var fault = _bench.Refused().Faults.Should().ContainSingle().Which;
        fault.Should().StartWith("BAJAJ_ENCRYPTION_KEY: the key has 32 characters").And.NotContain("thirty");

        _bench.With("BAJAJ_ENCRYPTION_KEY", "thirty-two-characters-of-a-key--").Read().Modes["bajaj"].Should().Be(GatewayMode.Live);
        _bench.Read().Secrets.Should().Contain("thirty-two-characters-of-a-key--");
    }
}
