using System.Text;
using Bot.Engine.Abstractions;
using Bot.Gateways.Channels.Interakt;

namespace Bot.Tests.Compliance;

/// <summary>How much one body may hold.</summary>
public sealed class MetaBatchTests
{
    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(1001, 1001)]
    [InlineData(5000, 1001)]
    public void A_batch_ends_at_a_thousand_events_and_says_so(int sent, int read)
    {
        var statuses = string.Join(',', Enumerable.Range(1, sent).Select(number => $$"""{"id":"s{{number}}","status":"sent","timestamp":"1763700000"}"""));
        var body = """{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"statuses":[""" + statuses + "]}}]}]}";

        var events = ChannelKind.Meta.Create().Read(ChannelKind.Request(Encoding.UTF8.GetBytes(body))).Events;

        events.Should().HaveCount(read);
        events.OfType<EventIgnored>().Should().HaveCount(sent > 1000 ? 1 : 0);
    }

    [Theory]
    [InlineData("919812345678", "+91", "9812345678")]
    [InlineData("14155550123", "+1", "4155550123")]
    [InlineData("971501234567", "+971", "501234567")]
    [InlineData("447700900123", "+44", "7700900123")]
    [InlineData("79161234567", "+7", "9161234567")]
    public void Interakt_gets_the_country_code_apart_from_the_number(string digits, string code, string national) =>
        CountryCode.Split(digits).Should().Be((code, national));
}
