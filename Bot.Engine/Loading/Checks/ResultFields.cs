using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>What an outcome sets from the result is in the result: a field of the operation's outcome, or a slot of the flow that ended.</summary>
internal sealed class ResultFields : IFlowCheck
{
    public string Name => "result-fields";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        foreach (var (_, call) in analysis.States<CallState>())
        {
            foreach (var outcome in call.Outcomes)
            {
                if (call.Contract.Outcomes.FirstOrDefault(known => known.Name == outcome.Name) is { } known)
                {
                    foreach (var issue in Missing(outcome, known.Fields, $"the result of {call.Contract.Name} as '{outcome.Name}'"))
                        yield return issue;
                }
            }
        }

        foreach (var (_, sub) in analysis.States<SubflowState>())
        {
            if (analysis.Find(sub.Subflow) is { } flow)
            {
                foreach (var outcome in sub.Outcomes)
                {
                    foreach (var issue in Missing(outcome, flow.Slots.Select(slot => slot.Name), $"flow '{flow.Name}'"))
                        yield return issue;
                }
            }
        }
    }

    private static IEnumerable<Issue> Missing(OutcomeBranch outcome, IEnumerable<string> fields, string whose) =>
        from source in outcome.Set.Select(binding => binding.Source).OfType<ResultSource>()
        let field = source.Path.Split('.')[0]
        where field.Length > 0 && !fields.Contains(field)
        select Issue.At(source.At, $"{whose} has no '{field}'", Nearest.Instead(field, fields));
}
