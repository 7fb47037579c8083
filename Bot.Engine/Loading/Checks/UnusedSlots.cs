using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>Every slot is used: asked for, set, brought, or read. One that is only looked at and never set is a slip too.</summary>
internal sealed class UnusedSlots : IFlowCheck
{
    public string Name => "unused-slots";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        foreach (var flow in analysis.Flows)
        {
            var set = flow.States.SelectMany(Set).Concat(flow.Needs).Concat(analysis.BroughtTo(flow)).ToHashSet(StringComparer.Ordinal);
            var read = flow.States.SelectMany(Read).ToHashSet(StringComparer.Ordinal);
            var undeclared = set.Where(name => flow.Slot(name) is null).ToList();
            foreach (var slot in flow.Slots.Where(slot => !set.Contains(slot.Name)))
            {
                yield return read.Contains(slot.Name)
                    ? Issue.At(slot.At, $"nothing ever sets the slot '{slot.Name}'", "ask for it, set it, or remove what looks at it", warning: true)
                    : Issue.At(slot.At, $"the slot '{slot.Name}' is not used", Nearest.To(slot.Name, undeclared) is { } near ? $"did you mean '{near}'?" : "remove it", warning: true);
            }
        }
    }

    private static IEnumerable<string> Set(State state) =>
        state.Sets.Select(set => set.Slot).Concat(state.Binds.Select(binding => binding.Name)).Concat(state.Answers is { } slot ? [slot] : []);

    private static IEnumerable<string> Read(State state)
    {
        var conditions = state.Branches.SelectMany(branch => branch.When?.Clauses ?? []).OfType<IsSet>().Select(clause => clause.Slot);
        return state.Reads.Select(read => read.Slot).Concat(state.ComputesFrom).Concat(conditions);
    }
}
