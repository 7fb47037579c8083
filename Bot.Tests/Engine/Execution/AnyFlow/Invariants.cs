using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Tests.Engine.Execution.AnyFlow;

/// <summary>
/// What holds after every turn, beside what a reference machine says: nothing stands that was found out from another answer than the one that is there now.
/// </summary>
internal sealed class Invariants(IReadOnlyList<PlannedFlow> plan)
{
    private readonly Dictionary<(string Run, string State), string?> _askedWith = [];
    private readonly Dictionary<(string Run, string Slot), (Value Answer, Value? About)> _answered = [];

    public void Hold(Session session, Turn turn)
    {
        foreach (var frame in session.Frames)
        {
            var flow = plan.First(known => known.Name == frame.Flow);
            flow.States.Should().Contain(state => state.Name == frame.State, "a conversation stands on a state that exists");
            frame.VisitedStates.Should().OnlyHaveUniqueItems().And.NotContain(frame.State);
            foreach (var state in flow.States) HoldResult(frame, state);
            foreach (var (slot, _, about) in flow.Slots)
            {
                if (about is not null)
                    HoldAnswer(frame, slot, about);
            }
        }
        if (session.Top is { } top)
        {
            var resting = plan.First(known => known.Name == top.Flow).State(top.State);
            (session.Pending is not null ? resting.Kind == "call" : resting.IsQuestion || resting.Kind == "call").Should().BeTrue("a conversation rests where somebody is heard, not at {0}", top.State);
        }
        if (turn.Call is { } call) _askedWith[(session.Top!.Id, session.Top.State)] = Shown(call.Arguments.Find("of"));
        foreach (var (below, above) in session.Frames.Zip(session.Frames.Skip(1)))
            _askedWith.TryAdd((below.Id, below.State), Shown(above.Slots.Find("brought")));
    }

    private void HoldResult(Frame frame, PlannedState state)
    {
        if (state.Of is null) return;

        var now = Shown(frame.Slots.Find(state.Of));
        if (state.Kind == "call" && frame.CompletedResults.Has(state.Name)) _askedWith[(frame.Id, state.Name)].Should().Be(now, "what {0} found out still stands", state.Name);
        if (state.Kind == "choose" && frame.Slots.Find(state.Name) is { } chosen)
            (frame.Slots.Find(state.Of) is ListValue list && list.Items.Contains(chosen)).Should().BeTrue("{0} was chosen from a list that has it", state.Name);
    }

    private void HoldAnswer(Frame frame, string slot, string about)
    {
        if (frame.Slots.Find(slot) is not { } answer)
        {
            _answered.Remove((frame.Id, slot));
            return;
        }
        var other = frame.Slots.Find(about);
        if (_answered.TryGetValue((frame.Id, slot), out var before) && before.Answer.Equals(answer)) Equals(before.About, other).Should().BeTrue("{0} is an answer about {1}, which has changed since", slot, about);
        else _answered[(frame.Id, slot)] = (answer, other);
    }

    private static string? Shown(Value? value) => value switch
    {
        null => null,
        ListValue list => string.Join(',', list.Items.Select(Shown)),
        RecordValue record => record.Field("id")?.Text,
        _ => value.Text,
    };
}
