using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>A question offers each option once.</summary>
internal sealed class RepeatedOptions : IFlowCheck
{
    public string Name => "repeated-options";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) =>
        from state in analysis.Flows.SelectMany(flow => flow.States)
        from repeated in (state.Choices?.Values ?? []).CountBy(value => value).Where(counted => counted.Value > 1)
        select Issue.At(state.At, $"'{state.Name}' offers '{repeated.Key}' {(repeated.Value == 2 ? "twice" : $"{repeated.Value} times")}", "offer it once");
}
