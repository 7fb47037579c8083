using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>What a summary lists for changing is the answer to a question: nothing else can be changed.</summary>
internal sealed class SummarySlots : IFlowCheck
{
    public string Name => "summary-slots";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) =>
        from flow in analysis.Flows
        let answers = flow.States.Select(state => state.Answers).OfType<string>().ToHashSet()
        from state in flow.States
        from slot in state.Summary
        where flow.Slot(slot) is not null && !answers.Contains(slot)
        select Issue.At(state.At, $"the summary of '{state.Name}' lists '{slot}', which no question asks for", Nearest.Instead(slot, answers, "leave it out; only answers can be changed"));
}
