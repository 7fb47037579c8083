using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Checks;

/// <summary>A consequential call says what follows when it cannot be told whether it happened.</summary>
internal sealed class UndecidedCalls : IFlowCheck
{
    internal const string Outcome = "undecided";

    public string Name => "undecided-calls";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) =>
        from found in analysis.States<CallState>()
        let call = found.State
        let handled = call.Outcomes.FirstOrDefault(outcome => outcome.Name == Outcome)
        where call.Contract.Consequential && call.Contract.Outcomes.Any(outcome => outcome.Name == Outcome) && handled is not { Retry: false }
        select handled is null
            ? Issue.At(call.At, $"'{call.Name}' does not say what follows when nobody can tell whether {call.Contract.Name} happened", $"write on: {{ {Outcome}: {{ say: message, next: state }} }}")
            : Issue.At(handled.At, $"'{call.Name}' offers to repeat {call.Contract.Name} while nobody can tell whether it happened", "lead on to a state that tells the person so");
}
