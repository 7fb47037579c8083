using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>Every flow has a name of its own.</summary>
internal sealed class FlowNames : IFlowCheck
{
    public string Name => "flow-names";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) =>
        from flow in analysis.Flows
        let first = analysis.Find(flow.Name)
        where flow.Name.Length > 0 && first != flow
        select Issue.At(flow.At, $"there are two flows named '{flow.Name}'; the other stands in {first.File}", "rename one of them");
}
