using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>There is a flow that answers a stranger, and it needs nothing a stranger could not bring.</summary>
internal sealed class EntryFlow : IFlowCheck
{
    public string Name => "entry-flow";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        if (analysis.Flows.Count == 0) yield break;

        if (analysis.Find(analysis.Entry) is not { } entry)
            yield return Issue.At(analysis.Flows[0].At, $"there is no flow '{analysis.Entry}' to answer a stranger", Nearest.Instead(analysis.Entry, analysis.Flows.Select(flow => flow.Name)));
        else if (!entry.Needs.IsEmpty)
            yield return Issue.At(entry.At, $"'{entry.Name}' answers strangers, who bring nothing, and needs {string.Join(", ", entry.Needs)}", "ask for it in the flow, and leave needs: out");
    }
}
