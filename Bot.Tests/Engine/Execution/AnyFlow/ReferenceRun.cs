namespace Bot.Tests.Engine.Execution.AnyFlow;

/// <summary>One run of one flow in the reference machine.</summary>
internal sealed class ReferenceRun(PlannedFlow flow)
{
    public PlannedFlow Flow { get; } = flow;

    public string At { get; set; } = flow.Start;

    public SortedDictionary<string, string> Slots { get; } = new(StringComparer.Ordinal);

    /// <summary>States on the way here, each at most once.</summary>
    public List<string> Passed { get; } = [];

    /// <summary>Results that still hold, by state.</summary>
    public Dictionary<string, string> Stands { get; } = [];

    public (string At, int Wrong) Count { get; set; } = ("", 0);

    public PlannedState State => Flow.State(At);
}

/// <summary>
/// What a person sent: words (typed, or the title of a tap that lost its payload), an image, or a tap on something offered before; none of them for a sticker.
/// </summary>
internal sealed record Heard(string? Typed, string? Image, Tap? Tapped);

/// <param name="Run">The run it was offered in; null for the engine's own questions.</param>
internal sealed record Tap(ReferenceRun? Run, string Question, string Value);
