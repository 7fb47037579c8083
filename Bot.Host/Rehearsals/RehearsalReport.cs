using System.Globalization;
using Bot.Engine.Rehearsals;

namespace Bot.Host.Rehearsals;

/// <summary>A rehearsal for a person to read.</summary>
internal static class RehearsalReport
{
    /// <param name="price">Of a message, in any currency; null leaves the cost out.</param>
    public static IEnumerable<string> Lines(RehearsalTotals totals, double? price, TimeSpan took)
    {
        foreach (var line in GroupLines(totals, int.MaxValue).Concat(MessageLines(totals, price))) yield return line;
        if (totals.PassedOver > 0) yield return $"{totals.PassedOver} conversations were passed over: the log does not keep what it takes (INPUT_DAYS).";
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{totals.Conversations} conversations, {totals.Turns} turns in {took.TotalSeconds:0.0} s ({totals.Turns / Math.Max(took.TotalSeconds, 0.001):0} turns/s).");
    }

    /// <summary>The gravest groups, each with its example.</summary>
    /// <param name="most">How many of them; of the others their number is told.</param>
    public static IEnumerable<string> GroupLines(RehearsalTotals totals, int most)
    {
        var groups = totals.Groups;
        foreach (var group in groups.Take(most))
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{Name(group.Difference.Kind),-8} {group.Conversations,7} conversations  {group.Difference.Place}: {group.Difference.What}");
            yield return $"                 such as session {group.Example.Session}, turn {group.Example.Turn}";
            if (group.Example.Was.Length > 0) yield return $"                   was: {group.Example.Was}";
            if (group.Example.Now.Length > 0) yield return $"                   now: {group.Example.Now}";
        }

        if (groups.Count > most) yield return $"and {groups.Count - most} more differences";
    }

    /// <summary>What a conversation sends and costs, before and now.</summary>
    public static IEnumerable<string> MessageLines(RehearsalTotals totals, double? price)
    {
        var (was, now) = totals.Messages;
        yield return string.Create(CultureInfo.InvariantCulture, $"messages a conversation: {was:0.00}, now {now:0.00} ({totals.MessagesMore:+0.0;-0.0;0.0} %)");
        if (price is { } each) yield return string.Create(CultureInfo.InvariantCulture, $"cost a conversation: {was * each:0.000}, now {now * each:0.000}");
    }

    /// <summary>A kind as rules and report write it.</summary>
    public static string Name(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Fault => "fault",
        DifferenceKind.Stranded => "stranded",
        DifferenceKind.Reject => "reject",
        DifferenceKind.End => "end",
        DifferenceKind.State => "state",
        DifferenceKind.Call => "call",
        DifferenceKind.Reply => "reply",
        _ => "unknown",
    };
}
