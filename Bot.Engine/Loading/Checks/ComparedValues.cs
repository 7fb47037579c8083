using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>A condition compares a choice with values that can be chosen.</summary>
internal sealed class ComparedValues : IFlowCheck
{
    public string Name => "compared-values";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        foreach (var flow in analysis.Flows)
        {
            var chosen = Chosen(analysis, flow);
            foreach (var clause in flow.States.SelectMany(state => state.Branches).SelectMany(branch => branch.When?.Clauses ?? []).OfType<OneOf>())
            {
                if (!chosen.TryGetValue(clause.Path, out var values)) continue;
                foreach (var value in clause.Values.Where(value => !values.Contains(value)))
                    yield return Issue.At(clause.At, $"'{clause.Path}' is never '{value}'", Nearest.Instead(value, values));
            }
        }
    }

    /// <summary>Slots that hold nothing but fixed options, with those: no call, no flow and no typed answer sets them.</summary>
    private static Dictionary<string, HashSet<string>> Chosen(FlowAnalysis analysis, Flow flow)
    {
        var chosen = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var choose in flow.States.Where(state => state.Choices is { From: null }))
        {
            if (!chosen.TryGetValue(choose.Answers!, out var values)) chosen[choose.Answers!] = values = new(StringComparer.Ordinal);
            values.UnionWith(choose.Choices!.Values);
        }
        var elsewhere = flow.States.Where(state => state.Choices is not { From: null })
            .SelectMany(state => state.Sets.Select(set => set.Slot).Append(state.Answers ?? ""));
        var brought = analysis.BroughtTo(flow);
        foreach (var slot in elsewhere.Concat(brought).Concat(flow.Needs).ToList()) chosen.Remove(slot);
        return chosen;
    }
}
