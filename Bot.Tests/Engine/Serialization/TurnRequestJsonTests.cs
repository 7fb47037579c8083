using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Serialization;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Tests.Engine.Serialization;

/// <summary>A request for a turn arrives at another host as it left.</summary>
public sealed class TurnRequestJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 29, 9, 30, 1, 234, TimeSpan.FromHours(5.5));

    [Fact]
    public void A_message_arrives_with_what_is_known_of_its_person()
    {
        var request = new TurnRequest("meta:919800000001", new("meta", "919800000001", "Asha \"A\" राव", At) { Others = ["IN.abc", "IN.def"] },
            new HeardText("wamid.1", At, "नमस्ते"), null, "wamid.1");

        var read = TurnRequestJson.Read(TurnRequestJson.Write(request));

        (read with { Facts = null }).Should().Be(request with { Facts = null });
        read.Facts!.Others.Should().Equal("IN.abc", "IN.def");
        (read.Facts with { Others = [] }).Should().Be(request.Facts! with { Others = [] });
    }

    [Fact]
    public void An_outcome_arrives_with_its_changes_of_records()
    {
        ImmutableArray<RecordChange> changes =
        [
            new("tag", "T-1", 3, """{"state":"active"}""", [new("agent", "9876543210"), new("state", "active")]), new("tag", "T-2", 1L << 40, null),
        ];
        var result = new CallResult("sent", Value.Record(("requestId", Value.Of("r-1"))), changes) { Fault = new("key", "mobile", "wrong") };
        var request = new TurnRequest("meta:1", null, new CallReturned("s.1.call", At, "sent", result.Result), result, "00-trace");

        var read = TurnRequestJson.Read(TurnRequestJson.Write(request));

        (read.Conversation, read.Facts, read.Cause, read.Result!.Outcome, read.Result.Fault).Should().Be(("meta:1", null, "00-trace", "sent", result.Fault));
        read.Result.Changes.Should().BeEquivalentTo(changes);
        TurnRequestJson.Write(read).Should().Equal(TurnRequestJson.Write(request));
    }

    [Fact]
    public void What_a_newer_host_says_besides_is_passed_over()
    {
        var read = TurnRequestJson.Read("""{"conversation":"meta:1","cause":"c","more":{"a":[1]},"input":{"id":"i","at":"2026-11-29T09:30:00.0000000+00:00","text":"hi"}}"""u8.ToArray());
        read.Input.Should().BeOfType<HeardText>().Which.Text.Should().Be("hi");
    }
}
