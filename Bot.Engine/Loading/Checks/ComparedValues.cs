using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>A condition compares a choice, or an answer that is one of a list, with values that it can have.</summary>
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

    /// <summary>Slots that hold nothing but fixed options or answers of a list, with those: no call, no flow and no other answer sets them.</summary>
    private static Dictionary<string, HashSet<string>> Chosen(FlowAnalysis analysis, Flow flow)
    {
        var chosen = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var question in flow.States.Where(state => ValuesOf(state).Length > 0))
        {
            if (!chosen.TryGetValue(question.Answers!, out var values)) chosen[question.Answers!] = values = new(StringComparer.Ordinal);
            values.UnionWith(ValuesOf(question));
        }
        var elsewhere = flow.States.Where(state => ValuesOf(state).Length == 0)
            .SelectMany(state => state.Sets.Select(set => set.Slot).Append(state.Answers ?? ""));
        var brought = analysis.BroughtTo(flow);
        foreach (var slot in elsewhere.Concat(brought).Concat(flow.Needs).ToList()) chosen.Remove(slot);
        return chosen;
    }

    /// <summary>What an answer to the question can be; empty where that is not to be counted.</summary>
    private static ImmutableArray<string> ValuesOf(State question) =>
        question.Choices is { From: null } fixedOnes ? fixedOnes.Values : question.AnswerType?.Values ?? [];
}
