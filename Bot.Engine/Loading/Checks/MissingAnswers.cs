using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Loading.Checks;

/// <summary>What a conversation would lack in a state that it were taken to: slots that are set on every way there.</summary>
public static class MissingAnswers
{
    public static IReadOnlyList<string> At(FlowSet flows, Frame frame, string state)
    {
        if (flows.Find(frame.Flow) is not { } flow) return [];

        var certain = new FlowAnalysis(flows.All, flows.Entry.Name).CertainSlots.Of(flow);
        return certain is not null && certain.TryGetValue(state, out var slots)
            ? [.. slots.Where(slot => !frame.Slots.Has(slot)).Order(StringComparer.Ordinal)]
            : [];
    }
}
