using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Checks;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Engine.Execution;

/// <summary>What holds for every flow that passes the checks, in every conversation. A seed makes the same conversations each time.</summary>
public sealed class AnyConversationTests
{
    private static readonly string[] Texts =
    [
        "hi", "menu", "restart", "back", "edit", "cancel", "help", "language", "resend", "human", "skip", "yes", "no", "more", "previous", "retry", "open visit", "खोलो visit",
        "1", "2", "3", "९", "10", "gold", "Silver", "pan", "visit", "Asha", "Pune", "9876543210", "+91 98765 43211", "1111", "2222", "ABCPD1234E", "J8369854", "", "   ", "👋", "#", "a#b", "s@1#", "\u0000",
    ];

    private static readonly Gen<Move> Moves = Gen.Choose(0, 99).SelectMany(kind => Gen.Choose(0, int.MaxValue).Select(pick => new Move(kind, pick)));

    /// <summary>Flows of all case files that pass the checks, entry first.</summary>
    public static TheoryData<string> Flows =>
        [.. FlowCase.In("Engine", "Execution").Concat(FlowCase.In("Engine", "Loading", "Checks")).Where(path => FlowCase.Read(path) is { Faults.Count: 0 } written
            && !FlowChecks.Run(written.Flows, written.Entry).Any(issue => !issue.Warning))];

    [Theory]
    [MemberData(nameof(Flows))]
    public void No_conversation_breaks_a_checked_flow(string path)
    {
        var written = FlowCase.Read(path);

        Check.One(Repeatable, Prop.ForAll(Moves.ListOf().ToArbitrary(), moves =>
        {
            var talk = new Talk(written.Flows);
            foreach (var move in moves)
            {
                var silent = talk.Session.WithHuman || talk.Session.Pending is not null;
                var input = InputOf(move, talk);
                var before = talk.Session;
                var turn = talk.Hear(input);

                Stands(talk, written);
                if (turn is null) talk.Session.Should().BeSameAs(before);
                else if (!silent && input is HeardText or HeardTap or HeardImage or HeardOther && !turn.Session.Frames.IsEmpty && !turn.Session.WithHuman)
                    (turn.Replies.Length > 0 || turn.Call is not null).Should().BeTrue("who speaks is answered: {0}", input);
            }
        }));
    }

    [Theory]
    [InlineData("Engine/Execution/Behaviours/editing/a-new-number-needs-a-new-code.yaml")]
    [InlineData("Engine/Execution/Kinds/flow/is-cancelled.yaml")]
    [InlineData("Engine/Execution/Behaviours/calling/photos-of-an-album-wait-for-their-turn.yaml")]
    public void The_same_again_gives_the_same(string path)
    {
        var flows = FlowCase.Read(path).Flows;

        Check.One(Repeatable, Prop.ForAll(Moves.ListOf().ToArbitrary(), moves =>
        {
            var (one, other) = (new Talk(flows), new Talk(flows));
            foreach (var move in moves)
            {
                var turn = one.Hear(InputOf(move, one));
                var again = other.Hear(InputOf(move, other));
                TextOf(again).Should().Be(TextOf(turn));
            }
        }));
    }

    private static Config Repeatable => Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(60).WithReplay(20261121, 7);

    private static Input InputOf(Move move, Talk talk)
    {
        var (kind, pick) = move;
        var id = talk.NextId();
        if (talk.Session.Pending is { } pending && kind < 60)
        {
            var outcomes = CaseOperations.All[talk.Call!.Operation].Outcomes;
            var outcome = outcomes[pick % outcomes.Length];
            var fields = outcome.Fields.Where((_, i) => (pick >> i) % 4 != 0).Select(field => new KeyValuePair<string, Value>(field, ValueOf(pick % 7)));
            return new CallReturned(pending.Id, talk.Now, outcome.Name, new RecordValue([.. fields]));
        }
        return kind switch
        {
            < 30 when talk.Offered.Count > 0 => Tapped(talk.Offered[^(1 + pick % Math.Min(talk.Offered.Count, 8))], lost: pick % 5 == 0),
            < 70 => new HeardText(id, talk.Now, Texts[pick % Texts.Length]),
            < 78 => new HeardImage(id, talk.Now, new("test", $"i{pick % 5}", "", "image/png", "")),
            < 82 => new HeardOther(id, talk.Now, "sticker"),
            < 86 => new HeardTap(id, talk.Now, Texts[pick % Texts.Length], Texts[pick % 17]),
            < 94 when talk.Timers.Count > 0 => new TimerFired(id, talk.Now, talk.Timers[pick % talk.Timers.Count].Kind, talk.Timers[0].Token),
            < 97 => new TimerFired(id, talk.Now, (TimerKind)(pick % 2), pick % 50),
            _ => new CallReturned($"s.{pick % 40}.find", talk.Now, "found", Value.Of("")),
        };

        HeardTap Tapped(Choice choice, bool lost) => new(id, talk.Now, lost ? "" : choice.Payload, choice.Value);
    }

    private static Value ValueOf(int pick) => pick switch
    {
        0 => Value.List([]),
        1 => Value.List(Enumerable.Range(0, 25).Select(i => (Value)Value.Record(("id", $"p{i}"), ("name", $"Plan {i}")))),
        2 => Value.List(["a", "b", "a"]),
        3 => Value.Record(("id", "p1")),
        _ => $"v{pick}",
    };

    private static void Stands(Talk talk, FlowCase written)
    {
        var session = talk.Session;
        foreach (var frame in session.Frames)
        {
            var flow = written.Flows.Single(flow => flow.Name == frame.Flow);
            flow.Find(frame.State).Should().NotBeNull();
            frame.VisitedStates.Should().OnlyHaveUniqueItems().And.NotContain(frame.State);
            frame.VisitedStates.Select(flow.Find).Should().NotContainNulls();
            frame.CompletedResults.Keys.Select(flow.Find).Should().NotContainNulls();
            frame.Slots.Items.ToArray().Select(item => flow.Slot(item.Key)).Should().NotContainNulls();
        }
        session.Frames.Select(frame => frame.Id).Should().OnlyHaveUniqueItems();
        if (session.Top is not { } top)
        {
            session.Pending.Should().BeNull();
            session.Deferred.Should().BeEmpty();
            talk.Timers.Should().BeEmpty();
            return;
        }
        var state = written.Flows.Single(flow => flow.Name == top.Flow).Find(top.State)!;
        if (session.Pending is { } pending) (state is { AwaitsCall: true } && pending.State == state.Name).Should().BeTrue("only a call has something out");
        else state.Listens.Should().BeTrue("a conversation rests where somebody is heard");
        talk.Timers.Where(timer => timer.Token != session.TimerToken).Should().BeEmpty();
        (talk.Call?.Id).Should().Be(session.Pending?.Id);
    }

    private static string TextOf(Turn? turn) => turn is null ? "nothing" : string.Join('\n',
        [
            .. turn.Replies.Select(reply => $"< {reply.Language} {reply.Flow} {reply.Message} {string.Join(' ', reply.Choices)}"),
            .. turn.Path.Select(transition => transition.ToString()),
            .. turn.Timers.Select(timer => timer.ToString()),
            turn.Call?.Id ?? "",
            turn.NeedsHuman ?? "",
            .. turn.Session.Frames.Select(frame => $"{frame.Id} {frame.Flow} {frame.State} {frame.Attempts} {frame.Page} {string.Join(',', frame.VisitedStates)} {string.Join(',', frame.CompletedResults)} {string.Join(',', frame.Slots.Items.ToArray())}"),
        ]);

    /// <summary>One thing that happens: what kind, and which of that kind.</summary>
    private sealed record Move(int Kind, int Pick);
}
