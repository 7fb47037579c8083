using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Sessions;

namespace Bot.Engine.Promises;

/// <summary>What no call of any flow may do: go out without an argument, or have the same consequence twice in one run.</summary>
internal static class CallRules
{
    /// <summary>An operator is to find out what became of it.</summary>
    private const string Undecided = "undecided";

    /// <summary>Consequential operations that came out well, after an event.</summary>
    /// <remarks>The first outcome that an operation declares is the good one. A changed argument makes it another call.</remarks>
    public static ImmutableArray<string> After(ImmutableArray<string> done, in FlowEvent happened, Flow flow, FlowPromises promises,
        ImmutableArray<BrokenRule>.Builder broken)
    {
        var (kind, name, detail) = happened;
        switch (kind)
        {
            case EventKinds.Call when detail == EventKinds.Consequential && done.Contains(name) && !promises.Repeats.Contains(name):
                broken.Add(new(BrokenRule.Twice, $"{name} is called again after it came out well, with the same arguments"));
                return done;
            case EventKinds.Outcome when Calls(flow).FirstOrDefault(call => call.Contract.Name == name)?.Contract is { Consequential: true } contract
                && (detail == contract.Outcomes[0].Name || detail == Undecided) && !done.Contains(name):
                return done.Add(name);
            case EventKinds.Changed when !done.IsEmpty:
                return done.RemoveAll(operation => Calls(flow).Any(call => call.Contract.Name == operation && call.ComputesFrom.Contains(name)));
            default:
                return done;
        }
    }

    /// <summary>A required argument is not set.</summary>
    public static void Check(Turn turn, Flow flow, ImmutableArray<BrokenRule>.Builder broken)
    {
        if (turn.Call is not { } made || turn.Session.Top is not { } top || top.Flow != flow.Name || flow.Find(top.State) is not CallState call) return;

        foreach (var parameter in call.Contract.Parameters)
        {
            if (!parameter.EndsWith('?') && !made.Arguments.Has(parameter))
                broken.Add(new(BrokenRule.Unset, $"{call.Name} calls {made.Operation} without {parameter}, which is not set"));
        }
    }

    private static IEnumerable<CallState> Calls(Flow flow) => flow.States.OfType<CallState>();
}

/// <summary>What no answer may do: change another answer without a word.</summary>
internal static class AnswerRules
{
    public static void Check(Session before, Input input, Turn turn, Flow flow, ImmutableArray<BrokenRule>.Builder broken)
    {
        if (input is CallReturned || turn.Path.IsEmpty || turn.Path[0] is not { } first || first.Flow != flow.Name
            || !first.Trigger.StartsWith("answer", StringComparison.Ordinal)
            || FlowEvents.RunOf(before, flow) is not { } begun || FlowEvents.RunOf(turn.Session, flow) is not { } ended || begun.Id != ended.Id)
        {
            return;
        }

        if (begun.Slots == ended.Slots) return;

        // What the question shows that it comes to is said, and so is what the question was about: who says yes to a maker takes that one.
        var (answered, shown) = (flow.Find(first.From)?.Answers, flow.Find(ended.State)?.Summary ?? []);
        var about = answered is null ? [] : flow.Slot(answered)?.DependsOn ?? [];
        foreach (var state in flow.States)
        {
            if (state.Answers is not { } slot || slot == answered || shown.Contains(slot)) continue;
            if (begun.Slots.Find(slot) is { } was && ended.Slots.Find(slot) is { } now && !was.Equals(now) && turn.Path.All(step => step.To != state.Name)
                && !about.Any(told => now.Equals(begun.Slots.Find(told))))
            {
                broken.Add(new(BrokenRule.Silent, $"the answer at {first.From} changes the answer {slot} without a word"));
                return;
            }
        }
    }
}
