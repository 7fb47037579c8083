using Bot.Engine.Diagnostics;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Conversations;

/// <summary>What the figures say of a turn.</summary>
internal static class TurnTelemetry
{
    /// <summary>The kind of an input as a tag: <c>text</c>, <c>tap</c>, <c>image</c>, <c>other</c>, <c>outcome</c>, <c>timer</c>, <c>operator</c>.</summary>
    public static string Kind(Input input) => input switch
    {
        HeardText => "text",
        HeardTap => "tap",
        HeardImage => "image",
        HeardOther => "other",
        CallReturned => "outcome",
        TimerFired => "timer",
        _ => "operator",
    };

    public static void Committed(Input input, Turn turn, long begun)
    {
        EngineMetrics.TurnCommitted(Kind(input), begun);
        foreach (var step in turn.Path)
        {
            if (step.Trigger == "reject")
                EngineMetrics.Rejected(step.Flow, step.From);
        }
    }
}
