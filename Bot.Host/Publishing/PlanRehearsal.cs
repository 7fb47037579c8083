using System.Diagnostics;
using Bot.Engine.Abstractions;
using Bot.Engine.Rehearsals;
using Bot.Host.Observability;
using Bot.Host.Rehearsals;
using Bot.Storage.Abstractions;

namespace Bot.Host.Publishing;

/// <summary>Plays the newest recorded conversations on a version. Reads only; nothing is sent, called or counted.</summary>
internal sealed class PlanRehearsal(IStore store, Redactor redactor)
{
    /// <summary>Conversations at most.</summary>
    private const int Newest = 300;

    private const int MostGroups = 10;

    /// <summary>Longer is not played; what was played by then is told.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <param name="before">The version that is live.</param>
    /// <param name="after">The one that is tried.</param>
    /// <param name="price">Of a message; null leaves the cost out.</param>
    /// <param name="told">Hears how many were played, and of how many.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Null where nothing is recorded.</returns>
    public async Task<RehearsalResult?> PlayAsync(LoadedVersion before, LoadedVersion after, double? price, Action<int, int> told, CancellationToken cancel)
    {
        var newest = await NewestAsync(cancel);
        if (newest.Count == 0) return null;

        var machine = after.Version.Machine;
        var rehearsal = new Rehearsal(after.Version.Flows, before.Version.Flows, machine.Words, after.Version.Renderer);
        var totals = new RehearsalTotals(new(after.Version.Flows, redactor));
        var (conversations, begun, done) = (new RecordedConversations(store, DateTimeOffset.UnixEpoch), Stopwatch.GetTimestamp(), 0);
        foreach (var line in newest)
        {
            if (Stopwatch.GetElapsedTime(begun) > Limit) break;

            // What becomes of who is in the middle of something, the plan tells by itself.
            if (await conversations.ReadAsync(line, cancel) is { } recorded) totals.Add(recorded, rehearsal.Play(recorded with { Now = null }));
            else totals.PassOver();
            told(++done, newest.Count);
        }

        return new(totals.Conversations, totals.Turns, totals.PassedOver,
            [.. RehearsalReport.GroupLines(totals, MostGroups), .. RehearsalReport.MessageLines(totals, price)],
            [.. WorseRules.Read(WorseRules.Usual)!.Broken(totals)]);
    }

    private async Task<IReadOnlyList<ConversationLine>> NewestAsync(CancellationToken cancel)
    {
        var newest = new PriorityQueue<ConversationLine, DateTimeOffset>();
        await foreach (var line in store.AllAsync(cancel))
        {
            if (newest.Count < Newest) newest.Enqueue(line, line.UpdatedAt);
            else newest.EnqueueDequeue(line, line.UpdatedAt);
        }

        return
        [
            .. newest.UnorderedItems.Select(item => item.Element)
                .OrderByDescending(line => line.UpdatedAt).ThenBy(line => line.SessionId, StringComparer.Ordinal),
        ];
    }
}
