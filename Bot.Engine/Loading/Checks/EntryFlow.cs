using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>There is a flow that answers a stranger, and it needs nothing a stranger could not bring.</summary>
internal sealed class EntryFlow : IFlowCheck
{
    public string Name => "entry-flow";

    public IEnumerable<Issue> Check(FlowAnalysis draft)
    {
        if (draft.Flows.Count == 0) yield break;

        if (draft.Find(draft.Entry) is not { } entry)
            yield return Issue.At(draft.Flows[0].At, $"there is no flow '{draft.Entry}' to answer a stranger", Nearest.Instead(draft.Entry, draft.Flows.Select(flow => flow.Name)));
        else if (!entry.Needs.IsEmpty)
            yield return Issue.At(entry.At, $"'{entry.Name}' answers strangers, who bring nothing, and needs {string.Join(", ", entry.Needs)}", "ask for it in the flow, and leave needs: out");
    }
}
