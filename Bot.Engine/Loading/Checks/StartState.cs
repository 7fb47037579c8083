using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>A flow starts in a state it has.</summary>
internal sealed class StartState : IFlowCheck
{
    public string Name => "start-state";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) =>
        from flow in analysis.Flows
        where flow.Start.Length > 0 && flow.Find(flow.Start) is null
        select Issue.At(flow.At, $"flow '{flow.Name}' starts in '{flow.Start}', which it does not have", Nearest.Instead(flow.Start, flow.States.Select(state => state.Name), "name one of its states"));
}
