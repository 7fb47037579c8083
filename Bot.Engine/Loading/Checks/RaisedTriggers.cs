using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>
/// Every trigger that a state can raise has one meaning in its flow's machine. What a person can write wrong is told by the other checks, with what to write
/// instead; this one sees to it that a kind of state, as it was programmed, fits the machine.
/// </summary>
internal static class RaisedTriggers
{
    private static readonly string[] WhereHeard = [FlowMachine.Remind, FlowMachine.EarlierTap, FlowMachine.Back];

    public static IEnumerable<Issue> Check(IEnumerable<Flow> flows) => flows.SelectMany(flow => NotPermitted(flow).Concat(Ambiguous(flow)));

    private static IEnumerable<Issue> NotPermitted(Flow flow) =>
        from state in flow.States
        from trigger in state.Raises.Concat(state.Listens ? WhereHeard : []).Distinct()
        where !flow.Machine.Permits(state, trigger)
        select Issue.At(state.At, $"'{state.Name}' can raise '{trigger}', and nothing says where that leads", $"let the kind '{state.Kind}' declare it");

    private static IEnumerable<Issue> Ambiguous(Flow flow) =>
        from found in flow.Machine.Ambiguous
        select Issue.At(found.State.At, $"'{found.Trigger}' means two things in '{found.State.Name}'", $"let the kind '{found.State.Kind}' declare it once");
}
