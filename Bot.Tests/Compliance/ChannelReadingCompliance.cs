using System.Text;
using Bot.Engine.Abstractions;

namespace Bot.Tests.Compliance;

public sealed class MetaReadingCompliance() : ChannelReadingCompliance(ChannelKind.Meta);

public sealed class GupshupReadingCompliance() : ChannelReadingCompliance(ChannelKind.Gupshup);

public sealed class InteraktReadingCompliance() : ChannelReadingCompliance(ChannelKind.Interakt);

public sealed class BotFrameworkReadingCompliance() : ChannelReadingCompliance(ChannelKind.BotFramework);

/// <summary>What every channel owes for what comes in. The payloads and their events are files under <c>Payloads/</c>.</summary>
public abstract class ChannelReadingCompliance(ChannelKind kind)
{
    private const int Mutations = 2000;

    private readonly IChannel _channel = kind.Create();

    [Fact]
    public void Every_recorded_payload_reads_as_the_file_beside_it_says()
    {
        var wrong = kind.Payloads()
            .Select(payload => (payload.Name, payload.Events, Read: ChannelWords.Of(_channel.Read(ChannelKind.Request(payload.Body)))))
            .Where(payload => payload.Read != payload.Events)
            .Select(payload => $"{payload.Name}\n  reads  {payload.Read}\n  not as {payload.Events}");

        string.Join('\n', wrong).Should().BeEmpty();
        kind.Payloads().Count().Should().BeGreaterThan(30);
    }

    [Fact]
    public void Every_event_carries_the_name_of_its_channel() =>
        kind.Payloads().SelectMany(payload => _channel.Read(ChannelKind.Request(payload.Body)).Events)
            .Should().OnlyContain(happened => happened.Channel == kind.Name);

    [Fact]
    public void A_redelivered_body_reads_the_same()
    {
        foreach (var (_, body, _) in kind.Payloads())
            ChannelWords.Of(_channel.Read(ChannelKind.Request(body))).Should().Be(ChannelWords.Of(_channel.Read(ChannelKind.Request(body))));
    }

    [Fact]
    public void Each_recorded_payload_is_recognised_by_its_own_channel_only()
    {
        var wrong = kind.Payloads().SelectMany(payload => ChannelKind.All
            .Where(other => other.Create().Recognises(ChannelKind.Request(payload.Body, kind.Proof(payload.Body))) != (other == kind))
            .Select(other => $"{payload.Name} by {other.Name}")).ToList();

        // Interakt's events without customer and message are known by its signature header, and one without a type by nothing; so an activity.
        wrong.Should().BeSubsetOf(["type-missing by interakt", "type-missing by botframework"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1}}")]
    public void A_body_that_is_no_json_is_told_as_broken(string body)
    {
        var request = ChannelKind.Request(Encoding.UTF8.GetBytes(body));

        _channel.Read(request).Broken.Should().NotBeNullOrEmpty();
        _channel.Recognises(request).Should().BeFalse();
    }

    [Fact]
    public void A_body_that_is_no_utf8_is_told_as_broken() =>
        _channel.Read(ChannelKind.Request(new byte[] { 0x22, 0xff, 0xfe, 0x22 })).Broken.Should().NotBeNullOrEmpty();

    [Fact]
    public void A_body_nested_without_end_is_told_as_broken() =>
        _channel.Read(ChannelKind.Request(Encoding.UTF8.GetBytes("{\"entry\":" + new string('[', 5000) + new string(']', 5000) + "}"))).Broken.Should().NotBeNullOrEmpty();

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("\"text\"")]
    public void Json_that_says_nothing_is_ignored(string body) =>
        _channel.Read(ChannelKind.Request(Encoding.UTF8.GetBytes(body))).Events.Should().ContainSingle().Which.Should().BeOfType<EventIgnored>();

    [Fact]
    public void No_mutation_of_a_payload_makes_a_reader_throw()
    {
        var mutator = new PayloadMutator(seed: 20261121);
        var bodies = kind.Payloads().Select(payload => payload.Body).ToArray();
        for (var turn = 0; turn < Mutations; turn++)
        {
            var body = mutator.Mutate(bodies[turn % bodies.Length]);
            var request = ChannelKind.Request(body, kind.Proof(body));
            var reading = () =>
            {
                _channel.Recognises(request);
                _channel.IsAuthentic(request);
                return _channel.Read(request);
            };

            reading.Should().NotThrow(Encoding.UTF8.GetString(body)).Which.Should()
                .Match<WebhookContent>(content => content.Broken != null || content.Events.Count > 0);
        }
    }
}
