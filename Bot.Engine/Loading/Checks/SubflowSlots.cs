using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>A flow is brought all that it needs, and nothing that it has no slot for.</summary>
internal sealed class SubflowSlots : IFlowCheck
{
    public string Name => "subflow-slots";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        foreach (var (_, sub) in analysis.States<SubflowState>())
        {
            if (analysis.Find(sub.Subflow) is not { } flow) continue;

            foreach (var need in flow.Needs)
            {
                if (sub.Brings.All(brought => brought.Name != need))
                    yield return Issue.At(sub.At, $"{flow.Name} needs '{need}', which '{sub.Name}' does not bring", $"write with: {{ {need}: slot }}");
            }

            foreach (var brought in sub.Brings)
            {
                if (flow.Slot(brought.Name) is null)
                    yield return Issue.At(brought.At, $"{flow.Name} has no slot '{brought.Name}'", Nearest.Instead(brought.Name, flow.Slots.Select(slot => slot.Name)));
            }
        }
    }
}
