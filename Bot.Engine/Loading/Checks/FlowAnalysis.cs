using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>Flows as they were written, before it is known whether they are whole. What several checks want to know is found out once.</summary>
public sealed class FlowAnalysis
{
    private readonly Dictionary<string, Flow> _byName;
    private readonly Dictionary<Flow, HashSet<string>> _reached = [];
    private readonly Dictionary<Flow, HashSet<string>> _unheard = [];

    public FlowAnalysis(IReadOnlyList<Flow> flows, string entry)
    {
        (Flows, Entry) = (flows, entry);
        _byName = flows.DistinctBy(flow => flow.Name).ToDictionary(flow => flow.Name, StringComparer.Ordinal);
        CertainSlots = new(this);
    }

    public IReadOnlyList<Flow> Flows { get; }

    /// <summary>Name of the flow that answers a stranger.</summary>
    public string Entry { get; }

    /// <summary>Which slots are certainly set where.</summary>
    internal CertainSlots CertainSlots { get; }

    public Flow? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Every state of a kind, with its flow.</summary>
    public IEnumerable<(Flow Flow, T State)> States<T>() where T : State =>
        from flow in Flows
        from state in flow.States.OfType<T>()
        select (flow, state);

    /// <summary>Slots of a flow that states which run it bring.</summary>
    public IEnumerable<string> BroughtTo(Flow flow) =>
        from other in Flows
        from state in other.States
        where state.Subflow == flow.Name
        from brought in state.Brings
        select brought.Name;

    /// <summary>Ways out of a state to states that exist.</summary>
    public static IEnumerable<(TransitionDefinition Edge, State To)> Ways(Flow flow, State state)
    {
        foreach (var edge in flow.TransitionsOf(state))
        {
            if (flow.Find(edge.To) is { } to)
                yield return (edge, to);
        }
    }

    /// <summary>Names of the states that some way from the start leads to.</summary>
    public IReadOnlySet<string> Reached(Flow flow)
    {
        if (_reached.TryGetValue(flow, out var known)) return known;
        return _reached[flow] = From(flow, state => Ways(flow, state).Select(way => way.To));
    }

    /// <summary>
    /// Ways out of a state that are taken without hearing a person: of a call all but its offer to try again, of a sub-flow those it can take unheard itself.
    /// </summary>
    public IEnumerable<State> UnheardWays(Flow flow, State state) =>
        state.UnheardTargets(name => Find(name) is { } below ? UnheardIn(below) : null).Select(flow.Find).OfType<State>();

    /// <summary>States of a flow that are arrived at without hearing a person.</summary>
    private HashSet<string> UnheardIn(Flow flow)
    {
        if (_unheard.TryGetValue(flow, out var known)) return known;

        // A flow that runs itself asks for itself here; it is told by the check on recursion and counts as one that waits.
        _unheard[flow] = [];
        return _unheard[flow] = From(flow, state => UnheardWays(flow, state));
    }

    private static HashSet<string> From(Flow flow, Func<State, IEnumerable<State>> ways)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        if (flow.Find(flow.Start) is not { } start) return reached;

        var open = new Stack<State>([start]);
        reached.Add(start.Name);
        while (open.TryPop(out var state))
        {
            foreach (var to in ways(state))
            {
                if (reached.Add(to.Name))
                    open.Push(to);
            }
        }

        return reached;
    }
}
