using Bot.Engine.Flows;

namespace Bot.Host.Publishing;

/// <summary>Flows of a version for which something is different.</summary>
/// <param name="Proven">Those that changed, and those that enter them.</param>
/// <param name="Played">Those whose scripted conversations may come out otherwise: the same, and those that are entered from one that changed, for scripts
/// begin above their flow.</param>
internal sealed record ConcernedFlows(IReadOnlyList<string> Proven, IReadOnlyList<string> Played)
{
    /// <param name="changes">By their files. What all flows share concerns all of them.</param>
    public static ConcernedFlows Of(IReadOnlyList<FlowChange> changes, FlowSet before, FlowSet after)
    {
        Flow[] all = [.. before.All, .. after.All];
        var enters = all.SelectMany(flow => flow.States.Where(state => state.Subflow is not null), (flow, state) => (Above: flow.Name, Below: state.Subflow!))
            .ToList();
        var changed = all.Select(flow => flow.Name).Where(name => FlowChange.Concern(changes, name) || HasOtherStates(before, after, name)).ToList();
        var above = Reached(changed, enters.ToLookup(way => way.Below, way => way.Above));
        var below = Reached(changed, enters.ToLookup(way => way.Above, way => way.Below));
        return new(Of(after, above.Contains), Of(after, name => above.Contains(name) || below.Contains(name)));
    }

    /// <summary>Flows, those that they lead to, and so on.</summary>
    private static HashSet<string> Reached(IReadOnlyList<string> from, ILookup<string, string> ways)
    {
        var reached = from.ToHashSet(StringComparer.Ordinal);
        var next = new Queue<string>(reached);
        while (next.TryDequeue(out var flow))
        {
            foreach (var name in ways[flow].Where(reached.Add)) next.Enqueue(name);
        }

        return reached;
    }

    /// <summary>A menu changes with the flows that it offers, though its file does not.</summary>
    private static bool HasOtherStates(FlowSet before, FlowSet after, string name) => (before.Find(name), after.Find(name)) is ({ } was, { } now)
        && !was.States.Select(state => state.Name).SequenceEqual(now.States.Select(state => state.Name));

    private static IReadOnlyList<string> Of(FlowSet flows, Func<string, bool> isConcerned) =>
        [.. flows.All.Select(flow => flow.Name).Where(isConcerned).Order(StringComparer.Ordinal)];
}
