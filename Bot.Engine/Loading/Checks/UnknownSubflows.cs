using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Checks;

/// <summary>A sub-flow is a flow that is there.</summary>
internal sealed class UnknownSubflows : IFlowCheck
{
    public string Name => "unknown-subflows";

    public IEnumerable<Issue> Check(FlowAnalysis draft) =>
        from found in draft.States<SubflowState>()
        where found.State.Flow.Length > 0 && draft.Find(found.State.Flow) is null
        select Issue.At(found.State.At, $"there is no flow '{found.State.Flow}' to run", Nearest.Instead(found.State.Flow, draft.Flows.Select(flow => flow.Name)));
}
