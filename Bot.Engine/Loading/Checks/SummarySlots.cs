using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Checks;

/// <summary>What a summary lists for changing is the answer to a question: nothing else can be changed.</summary>
internal sealed class SummarySlots : IFlowCheck
{
    public string Name => "summary-slots";

    public IEnumerable<Issue> Check(FlowAnalysis draft) =>
        from found in draft.States<ChooseState>()
        let answers = found.Flow.States.Select(state => state.Answers).OfType<string>().ToHashSet()
        from slot in found.State.Summary
        where found.Flow.Slot(slot) is not null && !answers.Contains(slot)
        select Issue.At(found.State.At, $"the summary of '{found.State.Name}' lists '{slot}', which no question asks for", Nearest.Instead(slot, answers, "leave it out; only answers can be changed"));
}
