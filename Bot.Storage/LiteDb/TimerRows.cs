using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>The timers that stand in sessions, and how they are found; a session's <c>wake_at</c> is kept as <see cref="TimerSql"/> says.</summary>
internal static class TimerRows
{
    /// <summary>Sessions corrected in one write.</summary>
    private const int CorrectionBatch = 256;

    /// <summary>Timers that are due, oldest first. Entries before them that are too early are corrected on the way, so they hide none.</summary>
    /// <param name="correct">Has the writer do something.</param>
    public static async Task<IReadOnlyList<StoredTimer>> DueAsync(LiteDbFile file, DateTimeOffset now, int limit,
        Func<Func<LiteWriter, int>, Task<int>> correct, RowSealer sealer, CancellationToken cancel)
    {
        while (true)
        {
            var found = await file.ReadAsync(session => Found(session, now, limit), cancel).ConfigureAwait(false);
            if (found.TrueForAll(row => row["wake_at"] == Earlier(row)))
                return [.. found.SelectMany(row => Pair(row, sealer).All).Where(timer => timer.Due <= now).OrderBy(timer => timer.Due).Take(limit)];
            await correct(writer => Correct(writer, now, Math.Max(limit, CorrectionBatch))).ConfigureAwait(false);
        }
    }

    /// <summary>Both timers of a session's row.</summary>
    public static TimerPair Pair(BsonDocument row, string conversation) => new(
        row.TimeOrNull("remind_due") is { } remind ? new(conversation, TimerKind.Remind, remind, (int)row.Number("remind_token")) : null,
        row.TimeOrNull("expire_due") is { } expire ? new(conversation, TimerKind.Expire, expire, (int)row.Number("expire_token")) : null);

    private static TimerPair Pair(BsonDocument row, RowSealer sealer) =>
        Pair(row, SessionSql.PersonOf(row.Text("conversation"), row.Bytes("body"), sealer).Conversation);

    private static List<BsonDocument> Found(LiteSession session, DateTimeOffset now, int limit) =>
        session.By(LiteTable.Sessions, "wake", 0L, Fields.Of(now), limit);

    private static int Correct(LiteWriter writer, DateTimeOffset now, int limit)
    {
        var early = Found(writer, now, limit).FindAll(row => row["wake_at"] != Earlier(row));
        foreach (var row in early)
        {
            row["wake_at"] = Earlier(row);
            writer.SetSession(row, isNew: false);
        }

        return early.Count;
    }

    /// <summary>The earlier of the two timers; null when none is armed.</summary>
    private static BsonValue Earlier(BsonDocument row)
    {
        var (remind, expire) = (row["remind_due"], row["expire_due"]);
        return expire.IsNull || (!remind.IsNull && remind.AsInt64 <= expire.AsInt64) ? remind : expire;
    }
}
