using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Checks;

/// <summary>A question offers each option once.</summary>
internal sealed class RepeatedOptions : IFlowCheck
{
    public string Name => "repeated-options";

    public IEnumerable<Issue> Check(FlowAnalysis draft) =>
        from found in draft.States<ChooseState>()
        from repeated in found.State.Choices.Values.CountBy(value => value).Where(counted => counted.Value > 1)
        select Issue.At(found.State.At, $"'{found.State.Name}' offers '{repeated.Key}' {(repeated.Value == 2 ? "twice" : $"{repeated.Value} times")}", "offer it once");
}
