using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>Every way - next, outcome, attempts, expire, command - leads to a state that is there.</summary>
internal sealed class UnknownTargets : IFlowCheck
{
    public string Name => "unknown-targets";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        foreach (var flow in analysis.Flows)
        {
            var edges = flow.States.SelectMany(state => state.Transitions);
            if (flow.Timeouts.Expire is { } expire) edges = edges.Prepend(new("expire", expire.Next, expire.At));

            foreach (var edge in edges)
            {
                if (edge.To.Length > 0 && flow.Find(edge.To) is null)
                    yield return Issue.At(edge.At, $"there is no state '{edge.To}' to go to", Nearest.Instead(edge.To, flow.States.Select(state => state.Name), "add it, or name a state that is there"));
            }
        }
    }
}
