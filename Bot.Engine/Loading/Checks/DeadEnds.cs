using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>From every state some way leads to an end. Of a part without a way out, the states where one walks into it are told.</summary>
internal sealed class DeadEnds : IFlowCheck
{
    public string Name => "dead-ends";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        foreach (var flow in analysis.Flows)
        {
            var stuck = Stuck(analysis, flow);
            var entered = analysis.Reached(flow).Where(name => !stuck.Contains(name)).Select(flow.Find).OfType<State>()
                .SelectMany(state => FlowAnalysis.Ways(flow, state)).Select(way => way.To.Name).Append(flow.Start).ToHashSet(StringComparer.Ordinal);
            foreach (var state in flow.States)
            {
                if (stuck.Contains(state.Name) && entered.Contains(state.Name))
                    yield return Issue.At(state.At, $"from '{state.Name}' no way leads to an end", flow.States.Any(known => known.EndsRun) ? "lead on to an end, or let the question expire into one" : "add a state with end:, and lead to it");
            }
        }
    }

    private static HashSet<string> Stuck(FlowAnalysis analysis, Flow flow)
    {
        var before = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var open = new Stack<string>();
        var stuck = analysis.Reached(flow).ToHashSet(StringComparer.Ordinal);
        foreach (var state in flow.States)
        {
            // A way to a state that is missing may have been meant as the way out; that it is missing is told elsewhere.
            var edges = flow.TransitionsOf(state).ToList();
            if (state.EndsRun || edges.Count == 0 || edges.Any(edge => flow.Find(edge.To) is null)) open.Push(state.Name);
            foreach (var edge in edges)
            {
                if (!before.TryGetValue(edge.To, out var from)) before[edge.To] = from = [];
                from.Add(state.Name);
            }
        }
        var free = new HashSet<string>(open, StringComparer.Ordinal);
        while (open.TryPop(out var name))
        {
            foreach (var from in before.GetValueOrDefault(name, []))
            {
                if (free.Add(from))
                    open.Push(from);
            }
        }

        stuck.ExceptWith(free);
        return stuck;
    }
}
