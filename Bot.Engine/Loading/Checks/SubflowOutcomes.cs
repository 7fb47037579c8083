using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>A state that runs a flow says what follows each of its ends, and nothing else but <c>cancelled</c>.</summary>
internal sealed class SubflowOutcomes : IFlowCheck
{
    /// <summary>A person's word, not an end: where it is not handled, the flow below is cancelled too.</summary>
    private const string Cancelled = "cancelled";

    public string Name => "subflow-outcomes";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        foreach (var (_, sub) in analysis.States<SubflowState>())
        {
            foreach (var handled in sub.Outcomes)
            {
                if (handled.Retry)
                    yield return Issue.At(handled.At, "only a call can offer to try again", "write next: and a state");
            }

            if (analysis.Find(sub.Subflow) is not { } flow) continue;

            var ends = flow.States.Where(state => state.EndsRun).Select(end => end.Name).ToList();
            foreach (var end in ends)
            {
                if (!sub.HandlesEnd(end))
                    yield return Issue.At(sub.At, $"'{sub.Name}' does not say what follows when {flow.Name} ends as '{end}'", $"write on: {{ {end}: {{ next: state }} }}");
            }

            foreach (var handled in sub.Outcomes)
            {
                if (handled.Name != Cancelled && !ends.Contains(handled.Name))
                    yield return Issue.At(handled.At, $"{flow.Name} never ends as '{handled.Name}'", Nearest.Instead(handled.Name, ends.Append(Cancelled)));
            }
        }
    }
}
