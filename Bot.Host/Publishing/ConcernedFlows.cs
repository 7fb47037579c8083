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
        var changed = all.Select(flow => flow.Name).Where(name => FlowChange.Concern(changes, name) || HasOtherStates(before, after, name));
        var (above, below) = (changed.ToHashSet(StringComparer.Ordinal), changed.ToHashSet(StringComparer.Ordinal));
        while (all.Where(flow => Entered(flow).Any(above.Contains)).Aggregate(false, (more, flow) => above.Add(flow.Name) || more)) ;
        while (all.Where(flow => below.Contains(flow.Name)).SelectMany(Entered).Aggregate(false, (more, name) => below.Add(name) || more)) ;

        return new(Of(after, above.Contains), Of(after, name => above.Contains(name) || below.Contains(name)));
    }

    /// <summary>A menu changes with the flows that it offers, though its file does not.</summary>
    private static bool HasOtherStates(FlowSet before, FlowSet after, string name) => (before.Find(name), after.Find(name)) is ({ } was, { } now)
        && !was.States.Select(state => state.Name).SequenceEqual(now.States.Select(state => state.Name));

    private static IEnumerable<string> Entered(Flow flow) => flow.States.Select(state => state.Subflow).OfType<string>();

    private static IReadOnlyList<string> Of(FlowSet flows, Func<string, bool> isConcerned) =>
        [.. flows.All.Select(flow => flow.Name).Where(isConcerned).Order(StringComparer.Ordinal)];
}
