using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>No flow runs itself, not through others either: each run lies on top of the last one, and the pile would grow without end.</summary>
internal sealed class FlowRecursion : IFlowCheck
{
    public string Name => "flow-recursion";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        var left = new HashSet<Flow>();
        return analysis.Flows.SelectMany(flow => From(analysis, flow, [], left)).ToList();
    }

    private static IEnumerable<Issue> From(FlowAnalysis analysis, Flow flow, List<Flow> way, HashSet<Flow> left)
    {
        if (left.Contains(flow)) yield break;

        way.Add(flow);
        foreach (var sub in flow.States)
        {
            if (sub.Subflow is not { } name || analysis.Find(name) is not { } below) continue;
            var met = way.IndexOf(below);
            if (met >= 0) yield return Issue.At(sub.At, $"flow '{below.Name}' runs itself: {string.Join(" > ", way.Skip(met).Append(below).Select(passed => passed.Name))}", "end the flow, and let whoever started it lead there");
            else foreach (var issue in From(analysis, below, way, left)) yield return issue;
        }
        way.RemoveAt(way.Count - 1);
        left.Add(flow);
    }
}
