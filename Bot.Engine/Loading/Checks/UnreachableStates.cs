using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>Every state can be reached from the start.</summary>
internal sealed class UnreachableStates : IFlowCheck
{
    public string Name => "unreachable-states";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) =>
        from flow in analysis.Flows
        where flow.Find(flow.Start) is not null
        from state in flow.States
        where !analysis.Reached(flow).Contains(state.Name)
        select Issue.At(state.At, $"nothing leads to the state '{state.Name}'", "lead to it from another state, or remove it");
}
