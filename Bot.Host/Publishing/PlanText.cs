using Bot.Engine.Versions;

namespace Bot.Host.Publishing;

/// <summary>A plan as a person reads it.</summary>
internal static class PlanText
{
    public static IEnumerable<string> Lines(PublishPlan plan)
    {
        yield return plan.Share is { } share
            ? $"Plan {plan.Id}: {share} % of new conversations begin on version {plan.To}; version {plan.From} stays live."
            : $"Plan {plan.Id}: version {plan.To} takes the place of version {plan.From}.";

        yield return plan.Changes.Count == 0 ? "Nothing is different." : "Changed (+ added, - taken away, ~ changed):";
        foreach (var line in plan.Changes.SelectMany(LinesOf)) yield return line;

        yield return plan.Warnings.Count == 0 ? "Check: nothing found." : $"Check: {plan.Warnings.Count} warnings";
        foreach (var warning in plan.Warnings) yield return $"  {warning}";

        yield return plan.Replays is not { } replays ? "Scripted conversations: not played."
            : $"Scripted conversations: {replays.Played - replays.Failures.Count} passed, {replays.Failures.Count} failed.";
        foreach (var failure in plan.Replays?.Failures ?? []) yield return $"  FAIL  {failure}";
        foreach (var cost in plan.Replays?.Costs ?? []) yield return $"  {cost}";

        var people = plan.Groups.Sum(group => group.People);
        yield return people == 0 ? "No one is in the middle of anything." : $"{people} people are in the middle of something:";
        foreach (var group in plan.Groups) yield return $"  {group.People,6}  {group.Flow}/{group.State} (version {group.Version}): {group.Sentence}";
        if (plan.Groups.Where(group => group.Fate is FateKind.Parked or FateKind.BeginsAgain).Sum(group => group.People) is > 0 and var told)
            yield return $"{told} people are told something, each once, at their next message.";
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
