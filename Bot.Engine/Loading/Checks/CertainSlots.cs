using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Checks;

/// <summary>
/// Which slots are set when a state is entered, on every way that leads there. A forward walk over the graph that keeps what all ways agree on.
/// </summary>
internal sealed class CertainSlots(FlowAnalysis analysis)
{
    private readonly Dictionary<Flow, Dictionary<string, HashSet<string>>?> _entering = [];

    /// <summary>Slots by state, for the states that can be reached; null while the same flow is being walked (it runs itself).</summary>
    public IReadOnlyDictionary<string, HashSet<string>>? Of(Flow flow)
    {
        if (_entering.TryGetValue(flow, out var known)) return known;

        _entering[flow] = null;
        return _entering[flow] = Walk(flow);
    }

    /// <summary>A shortest way from the start that arrives at a state without the slot, first state first.</summary>
    public IReadOnlyList<string> WayWithout(Flow flow, string slot, string arriving)
    {
        var start = (State: flow.Start, Set: flow.Needs.Contains(slot));
        var came = new Dictionary<(string State, bool Set), (string State, bool Set)?> { [start] = null };
        var open = new Queue<(string State, bool Set)>([start]);
        while (open.TryDequeue(out var here) && here != (arriving, false))
        {
            if (flow.Find(here.State) is not { } state) continue;
            foreach (var (edge, to) in FlowAnalysis.Ways(flow, state))
            {
                var there = (to.Name, Leaving(flow, state, edge, here.Set ? [slot] : []).Contains(slot));
                if (came.TryAdd(there, here)) open.Enqueue(there);
            }
        }

        var way = new List<string>();
        for ((string State, bool Set)? at = (arriving, false); at is { } step; at = came.GetValueOrDefault(step)) way.Insert(0, step.State);
        return way;
    }

    private Dictionary<string, HashSet<string>> Walk(Flow flow)
    {
        var entering = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        if (flow.Find(flow.Start) is not { } start) return entering;

        entering[start.Name] = [.. flow.Needs];
        var open = new Queue<State>([start]);
        while (open.TryDequeue(out var state))
        {
            foreach (var (edge, to) in FlowAnalysis.Ways(flow, state))
            {
                var leaving = Leaving(flow, state, edge, entering[state.Name]);
                if (entering.TryGetValue(to.Name, out var known))
                {
                    var before = known.Count;
                    known.IntersectWith(leaving);
                    if (known.Count == before) continue;
                }
                else
                {
                    entering[to.Name] = leaving;
                }
                open.Enqueue(to);
            }
        }
        return entering;
    }

    /// <summary>
    /// What is set on a way out, from what was set on the way in. Setting a slot takes away the answers that depend on it, as the machine does.
    /// </summary>
    private HashSet<string> Leaving(Flow flow, State state, TransitionDefinition edge, IEnumerable<string> entering)
    {
        var set = new HashSet<string>(entering, StringComparer.Ordinal);
        if (state.Answers is { } answer)
        {
            // Back at a question its answer is taken away, and the way on has none unless it is by answering.
            set.Remove(answer);
            LoseWhatDependsOn(flow, answer, set, []);
        }
        var answered = edge.Trigger.StartsWith("answer", StringComparison.Ordinal);
        foreach (var (trigger, slot) in state.Sets)
        {
            if (trigger is null ? slot == state.Answers && !answered : trigger != edge.Trigger) continue;
            LoseWhatDependsOn(flow, slot, set, []);
            if (Certainly(state, edge, slot)) set.Add(slot);
        }
        foreach (var path in KnownSet(state, edge)) set.Add(SlotOf(path));
        return set;
    }

    /// <summary>Slots that a change of this one unsets at once: answers chosen from it, and slots that say they depend on it.</summary>
    public static IEnumerable<string> DependentsOf(Flow flow, string slot)
    {
        var chosen = flow.DependingOn(slot).States.Select(state => state.Answers).OfType<string>().Where(answer => answer != slot);
        var about = flow.Slots.Where(other => other.DependsOn.Contains(slot)).Select(other => other.Name);
        return chosen.Concat(about);
    }

    private static void LoseWhatDependsOn(Flow flow, string slot, HashSet<string> set, HashSet<string> seen)
    {
        if (!seen.Add(slot)) return;

        foreach (var other in DependentsOf(flow, slot).Where(other => other != slot))
        {
            set.Remove(other);
            LoseWhatDependsOn(flow, other, set, seen);
        }
    }

    /// <summary>A sub-flow hands over only what it has itself when it ends so; every other setting always happens.</summary>
    private bool Certainly(State state, TransitionDefinition edge, string slot)
    {
        if (state is not SubflowState sub || analysis.Find(sub.Subflow) is not { } below) return true;

        var outcome = sub.Outcomes.FirstOrDefault(known => $"outcome {known.Name}" == edge.Trigger);
        if (outcome?.Set.LastOrDefault(binding => binding.Name == slot)?.Source is not ResultSource { Path.Length: > 0 } source) return true;
        return Of(below) is not { } certain || (certain.TryGetValue(outcome.Name, out var ending) && ending.Contains(SlotOf(source.Path)));
    }

    /// <summary>What a branch's own condition tells, and that the conditions before it did not hold.</summary>
    private static IEnumerable<string> KnownSet(State state, TransitionDefinition edge)
    {
        foreach (var clause in edge.When?.Clauses ?? [])
        {
            if (clause is OneOf or IsSet { Expected: true })
                yield return clause is OneOf one ? one.Path : ((IsSet)clause).Path;
        }

        foreach (var branch in state.Branches)
        {
            if (branch.At == edge.At) yield break;
            if (edge.Trigger.StartsWith("answer", StringComparison.Ordinal) && branch.When?.Clauses is [IsSet { Expected: false } missing]) yield return missing.Path;
        }
    }

    private static string SlotOf(string path) => path.Split('.')[0];
}
