using Bot.Engine.Versions;

namespace Bot.Host.Publishing;

/// <summary>A plan as a person reads it.</summary>
internal static class PlanText
{
    private const int MostUncovered = 5;

    public static IEnumerable<string> Lines(PublishPlan plan)
    {
        yield return plan.Share is { } share
            ? $"Plan {plan.Id}: {share} % of new conversations begin on version {plan.To}; version {plan.From} stays live."
            : $"Plan {plan.Id}: version {plan.To} takes the place of version {plan.From}.";
        if (plan.Ends is { } ends) yield return $"The {ends.Share} % of new conversations that begin on version {ends.Version} end with it.";
        if (plan.Making is { } making)
        {
            yield return making.Failure.Length > 0 ? $"It was given up: {making.Failure}." : $"It is being made: {making}.";
            yield break;
        }

        yield return plan.Changes.Count == 0 ? "Nothing is different." : "Changed (+ added, - taken away, ~ changed):";
        foreach (var line in plan.Changes.SelectMany(LinesOf)) yield return line;

        yield return plan.Warnings.Count == 0 ? "Check: nothing found." : plan.Warnings.Count == 1 ? "Check: 1 warning" : $"Check: {plan.Warnings.Count} warnings";
        foreach (var warning in plan.Warnings) yield return $"  {warning}";

        IEnumerable<string> tried = plan.IsBack ? [$"Version {plan.To} was live before: it is not tried out again."]
            : [.. LinesOf(plan.Replays), .. LinesOf(plan.Proof, plan.From), .. Untried(plan), .. LinesOf(plan.Rehearsal)];
        foreach (var line in tried) yield return line;

        var people = plan.Groups.Sum(group => group.People);
        yield return people == 0 ? "No one is in the middle of anything." : $"{People(people)} in the middle of something:";
        foreach (var group in plan.Groups) yield return $"  {group.People,6}  {group.Flow}/{group.State} (version {group.Version}): {group.Sentence}";
        if (plan.Groups.Where(group => group.Fate is FateKind.Parked or FateKind.BeginsAgain).Sum(group => group.People) is > 0 and var told)
            yield return $"{People(told)} told something, once, at the next message.";
    }

    /// <summary>How many, as the beginning of a sentence.</summary>
    public static string People(int count) => count == 1 ? "1 person is" : $"{count} people are";

    private static IEnumerable<string> Untried(PublishPlan plan) => plan.Untried.Length > 0 ? [$"  It could not be tried out: {plan.Untried}."] : [];

    private static IEnumerable<string> LinesOf(ReplayResult? replays)
    {
        yield return replays is null ? "Scripted conversations: not played."
            : $"Scripted conversations: {replays.Played - replays.Failed} passed, {replays.Failed} failed.";
        foreach (var failure in replays?.Failures ?? []) yield return $"  FAIL  {failure.Replace("\n", "\n        ", StringComparison.Ordinal)}";
        if (replays is { MoreFailures.Count: > 0 }) yield return $"  FAIL  and {replays.MoreFailures.Count} more: {string.Join(", ", replays.MoreFailures)}";
        foreach (var cost in replays?.Costs ?? []) yield return $"  {cost}";
    }

    private static IEnumerable<string> LinesOf(ProofResult? proof, int from)
    {
        if (proof is null)
        {
            yield return "Proof: not made.";
            yield break;
        }

        if (proof.Flows.Count == 0)
        {
            yield return "Proof: no flow of the new version is concerned.";
            yield break;
        }

        var (flows, whole) = (string.Join(", ", proof.Flows), proof.Uncovered.Count == 0 ? "gone through whole" : "not whole");
        var known = proof.Known > 0 ? $", {proof.Known} that version {from} has too" : "";
        yield return $"Proof of {flows}: {whole}, {proof.States} states; {(proof.Found.Count == 0 ? "nothing new found" : $"{proof.Found.Count} found")}{known}.";
        foreach (var found in proof.Found) yield return $"  {found}";
        foreach (var what in proof.Uncovered.Take(MostUncovered)) yield return $"  not covered: {what}";
        if (proof.Uncovered.Count > MostUncovered) yield return $"  not covered: and {proof.Uncovered.Count - MostUncovered} more";
    }

    private static IEnumerable<string> LinesOf(RehearsalResult? rehearsal)
    {
        if (rehearsal is null)
        {
            yield return "Rehearsal: no recorded conversation was played.";
            yield break;
        }

        var passed = rehearsal.PassedOver > 0 ? $", {rehearsal.PassedOver} passed over: their log does not reach" : "";
        yield return $"Rehearsal on the newest conversations: {rehearsal.Conversations} with {rehearsal.Turns} turns{passed}.";
        foreach (var line in rehearsal.Lines) yield return $"  {line}";
        yield return rehearsal.Worse.Count == 0 ? "  No person would be worse off." : "  People would be worse off:";
        foreach (var worse in rehearsal.Worse) yield return $"    {worse}";
    }

    private static IEnumerable<string> LinesOf(FlowChange change)
    {
        var name = change.Flow.Length > 0 ? change.Flow : "(all flows)";
        foreach (var (what, names) in new[] { ("states", change.States), ("slots", change.Slots), ("messages", change.Messages), ("besides", change.Others) })
        {
            if (names.Count > 0) yield return $"  {name} {what}: {string.Join(' ', names)}";
        }
    }
}
