using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Checks;

/// <summary>What a state reads is set on every way that leads to it.</summary>
internal sealed class SlotsReadBeforeSet : IFlowCheck
{
    /// <summary>States of the way that a finding shows; the last ones tell most.</summary>
    private const int Shown = 6;

    public string Name => "slots-read-before-set";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) =>
        from flow in analysis.Flows
        let entering = analysis.CertainSlots.Of(flow)
        from state in flow.States
            // Which arguments an unknown operation needs is not known either; the loader has told.
        where entering.ContainsKey(state.Name) && state is not CallState { Contract.IsKnown: false }
        from read in state.Reads
        where flow.Slot(read.Slot) is not null && !entering[state.Name].Contains(read.Slot)
        select Issue.At(
            read.At,
            $"'{state.Name}' reads '{read.Path}', which is not set on the way {Way(analysis.CertainSlots.WayWithout(flow, read.Slot, state.Name))}",
            "set it before, or lead another way with when: { " + read.Slot + ": { set: true } }");

    private static string Way(IReadOnlyList<string> states) =>
        states.Count <= Shown ? string.Join(" > ", states) : "... > " + string.Join(" > ", states.Skip(states.Count - Shown));
}
