using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Host.Desk.Inbox;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Host.Desk;

/// <summary>How long people wait for a human, and who is told.</summary>
public sealed class HumanWaitTests
{
    /// <summary>A Monday, 10:00 in India.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 11, 30, 4, 30, 0, TimeSpan.Zero);

    [Fact]
    public void The_median_of_the_last_waits_is_told_from_the_third_on_and_for_a_day()
    {
        var waits = new HumanWaits(Options.Create(new DeskOptions()));
        Wait(waits, "a", 3);
        Wait(waits, "b", 90);
        waits.ExpectedAt(Monday.AddHours(2)).Should().BeNull("two are too few");

        Wait(waits, "c", 7);

        waits.ExpectedAt(Monday.AddHours(2)).Should().Be(TimeSpan.FromMinutes(7));
        waits.ExpectedAt(Monday.AddDays(2)).Should().BeNull("that is long ago");
    }

    [Fact]
    public void Who_goes_back_to_the_bot_or_is_taken_without_asking_did_not_wait()
    {
        var waits = new HumanWaits(Options.Create(new DeskOptions()));
        for (var person = 0; person < 3; person++)
        {
            var session = Asks(waits, $"s{person}");
            waits.OnTurnCommitted("meta:1", new HeardText("m", Monday, "menu"), new() { Session = session with { WithHuman = false } });
            Writes(waits, session, 5);
            Writes(waits, new() { Id = $"t{person}", WithHuman = true, Operator = "asha" }, 5);
        }

        waits.ExpectedAt(Monday.AddHours(1)).Should().BeNull();
    }

    [Fact]
    public void Outside_of_the_hours_nothing_is_told()
    {
        var waits = new HumanWaits(Options.Create(new DeskOptions { Hours = "mon-sat 09:00-18:00" }));
        foreach (var session in new[] { "a", "b", "c" }) Wait(waits, session, 4);

        waits.ExpectedAt(Monday.AddHours(1)).Should().Be(TimeSpan.FromMinutes(4));
        waits.ExpectedAt(Monday.AddHours(9)).Should().BeNull("it is seven in the evening");
    }

    [Theory]
    [InlineData(0.2, "1")]
    [InlineData(4.1, "5")]
    [InlineData(10, "10")]
    [InlineData(12, "15")]
    public void The_sentence_that_one_is_coming_has_it_in_minutes(double minutes, string said)
    {
        var reply = new Reply { Flow = "", Message = SharedMessages.HumanComing, Language = "en", Slots = Slots.Empty };
        var turn = new Turn { Session = new() { Id = "s", WithHuman = true }, NeedsHuman = "why", Replies = [reply, reply with { Message = "other" }] };

        var told = HumanWaitWords.Tell(turn, new Known(TimeSpan.FromMinutes(minutes)), Monday);

        told.Replies[0].Arguments.Should().ContainSingle().Which.Should().Be(new KeyValuePair<string, Value>("wait", Value.Of(said)));
        told.Replies[1].Arguments.Should().BeEmpty();
        HumanWaitWords.Tell(turn, new Known(null), Monday).Should().BeSameAs(turn);
        HumanWaitWords.Tell(turn with { NeedsHuman = null }, new Known(TimeSpan.FromMinutes(1)), Monday).Replies[0].Arguments.Should().BeEmpty();
    }

    private static void Wait(HumanWaits waits, string session, int minutes) => Writes(waits, Asks(waits, session), minutes);

    private static Session Asks(HumanWaits waits, string id)
    {
        var session = new Session { Id = id, WithHuman = true, HumanSince = Monday };
        waits.OnTurnCommitted("meta:1", new HeardText($"{id}.1", Monday, "human"), new() { Session = session, NeedsHuman = "The person asked for a human." });
        return session;
    }

    private static void Writes(HumanWaits waits, Session session, int minutes) => waits.OnTurnCommitted(
        "meta:1", new WrittenByOperator($"{session.Id}.2", Monday.AddMinutes(minutes), new("Hello")), new() { Session = session with { Operator = "asha" } });

    private sealed record Known(TimeSpan? Wait) : IHumanWait
    {
        public TimeSpan? ExpectedAt(DateTimeOffset at) => Wait;
    }
}
