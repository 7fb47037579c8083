using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>A call says what follows each outcome of its operation, and of no other.</summary>
internal sealed class CallOutcomes : IFlowCheck
{
    public string Name => "call-outcomes";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        foreach (var (_, call) in analysis.States<CallState>().Where(found => found.State.Contract.IsKnown))
        {
            var known = call.Contract.Outcomes.Select(outcome => outcome.Name).ToList();
            foreach (var outcome in known)
            {
                if (outcome != UndecidedCalls.Outcome && call.Outcomes.All(handled => handled.Name != outcome))
                    yield return Issue.At(call.At, $"'{call.Name}' does not say what follows when {call.Contract.Name} comes back as '{outcome}'", $"write on: {{ {outcome}: state }}");
            }

            foreach (var handled in call.Outcomes)
            {
                if (!known.Contains(handled.Name) && !(call.Contract.Consequential && handled.Name == UndecidedCalls.Outcome))
                    yield return Issue.At(handled.At, $"{call.Contract.Name} never comes back as '{handled.Name}'", Nearest.Instead(handled.Name, known));
            }
        }
    }
}
