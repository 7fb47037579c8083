using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading;

/// <summary>Which flows cannot run here, because a partner that they call is left out of this installation.</summary>
/// <param name="flows">The files as they were read.</param>
/// <param name="absences">Operations whose partner is left out.</param>
internal sealed class AbsentPartners(IReadOnlyList<Node> flows, IReadOnlyList<OperationAbsence> absences)
{
    public IReadOnlyList<Node> Flows => flows;

    public Node? Find(string flow) => flows.FirstOrDefault(other => other.Find("flow")?.Text == flow);

    /// <summary>The first call of a flow, or of those that it runs, whose partner is left out; null for a flow that can run.</summary>
    public (Node Call, OperationAbsence Absence)? In(Node flow) => absences.Count == 0 ? null : In(flow, []);

    private (Node Call, OperationAbsence Absence)? In(Node flow, HashSet<string> seen)
    {
        if (!seen.Add(flow.Find("flow")?.Text ?? "")) return null;

        // What an option runs that is offered only while it can run keeps no flow from running.
        var optional = ConditionalOptions.In(flow).Select(option => option.Runs).ToHashSet(StringComparer.Ordinal);
        foreach (var (_, state) in StatesOf(flow))
        {
            if (state.Find("call") is { } call && absences.FirstOrDefault(absence => absence.Operation == call.Text) is { } absence) return (call, absence);
            if (state.Find("flow") is not { IsEmpty: false } sub || optional.Contains(sub.Text) || Find(sub.Text) is not { } below) continue;
            if (In(below, seen) is { } found) return found;
        }
        return null;
    }

    internal static IEnumerable<(Node Key, Node Value)> StatesOf(Node flow) =>
        (flow.Find("states")?.Entries ?? []).Where(state => state.Value.Kind == NodeKind.Map);
}
