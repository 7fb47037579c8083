using System.Text.Json.Serialization;

namespace Bot.Host.Publishing;

/// <summary>Scripted conversations of the flows that changed.</summary>
/// <param name="Failures">What came out otherwise than written: the first few whole.</param>
/// <param name="Costs">What the happy path of each flow sends, and sent before.</param>
internal sealed record ReplayResult(int Played, IReadOnlyList<string> Failures, IReadOnlyList<string> Costs)
{
    /// <summary>Names of the others that came out otherwise.</summary>
    public IReadOnlyList<string> MoreFailures { get; init; } = [];

    [JsonIgnore]
    public int Failed => Failures.Count + MoreFailures.Count;
}

/// <summary>What the prover makes of flows.</summary>
/// <param name="Flows">Names of those that were explored for their own sake.</param>
/// <param name="States">Of the explorations.</param>
/// <param name="Found">Faults that the live version does not have, one line each.</param>
/// <param name="Known">How many it has as well.</param>
/// <param name="Uncovered">What was not looked at, in sentences.</param>
internal sealed record ProofResult(IReadOnlyList<string> Flows, int States, IReadOnlyList<string> Found, int Known, IReadOnlyList<string> Uncovered);

/// <summary>What recorded conversations come to.</summary>
/// <param name="Conversations">That were played.</param>
/// <param name="PassedOver">Whose log does not reach.</param>
/// <param name="Lines">What would differ, in groups with a masked example each, and messages a conversation.</param>
/// <param name="Worse">By what a person would be worse off, in sentences.</param>
internal sealed record RehearsalResult(int Conversations, long Turns, int PassedOver, IReadOnlyList<string> Lines, IReadOnlyList<string> Worse);

/// <summary>How far the making of a plan is.</summary>
/// <param name="Step">What is being done, as a clause.</param>
/// <param name="Of">Of how many; 0 where that is not known.</param>
/// <param name="At">When that was written down.</param>
internal sealed record PlanProgress(string Step, int Done, int Of, DateTimeOffset At)
{
    /// <summary>Longer without a word, and the host that made the plan is not there any more.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    /// <summary>Why it was given up; empty while it was not.</summary>
    public string Failure { get; init; } = "";

    /// <summary>Why nothing comes of it any more; null while something may.</summary>
    public string? EndedBy(DateTimeOffset now) =>
        Failure.Length > 0 ? Failure : now - At > LongestSilence ? "the host that made it has stopped" : null;

    public override string ToString() => Of > 0 ? $"{Step}, {Done} of {Of}" : Step;
}
