using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>No slot depends on itself, not through others either: setting it would take its own answer away.</summary>
internal sealed class CircularSlots : IFlowCheck
{
    public string Name => "circular-slots";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        foreach (var flow in analysis.Flows)
        {
            var told = new HashSet<string>(StringComparer.Ordinal);
            foreach (var slot in flow.Slots)
            {
                if (told.Contains(slot.Name) || WayBack(flow, slot.Name) is not { } circle) continue;
                told.UnionWith(circle);
                yield return Issue.At(slot.At, $"a change of '{slot.Name}' takes its own answer away: {string.Join(" > ", circle.Append(slot.Name))}", "remove one of the dependsOn:, or choose from another list");
            }
        }
    }

    /// <summary>The shortest circle through a slot, itself first; null when there is none.</summary>
    private static List<string>? WayBack(Flow flow, string slot)
    {
        var came = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([slot]);
        while (open.TryDequeue(out var here))
        {
            foreach (var next in CertainSlots.DependentsOf(flow, here))
            {
                if (next == slot)
                {
                    var circle = new List<string> { here };
                    while (circle[0] != slot) circle.Insert(0, came[circle[0]]);
                    return circle;
                }
                if (came.TryAdd(next, here)) open.Enqueue(next);
            }
        }
        return null;
    }
}
