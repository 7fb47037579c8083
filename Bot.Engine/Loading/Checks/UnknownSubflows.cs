using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>A sub-flow is a flow that is there.</summary>
internal sealed class UnknownSubflows : IFlowCheck
{
    public string Name => "unknown-subflows";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) =>
        from found in analysis.States<SubflowState>()
        where found.State.Subflow.Length > 0 && analysis.Find(found.State.Subflow) is null
        select Issue.At(found.State.At, $"there is no flow '{found.State.Subflow}' to run", Nearest.Instead(found.State.Subflow, analysis.Flows.Select(flow => flow.Name).Where(name => name.Length > 0)));
}
