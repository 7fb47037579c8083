using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>The timers that stand in sessions, and how they are found.</summary>
/// <remarks>
/// A session's <c>wake_at</c> is never later than the earlier of its two timers, and mostly before it: a turn that puts its timers off leaves it as it is, and
/// with it the index, which costs more than the row. The query for due timers corrects entries that are too early.
/// </remarks>
internal sealed class TimerSql(SqlDialect dialect)
{
    /// <summary>Sessions corrected in one statement, and locked for as long.</summary>
    private const int CorrectionBatch = 256;

    /// <summary>What a question for due timers gives, for <see cref="ReadFound"/>.</summary>
    public const string Found = $"select {Columns}, wake_at, conversation, body from sessions where wake_at <= @now";

    private const string Columns = "remind_due, remind_token, expire_due, expire_token";

    private const string Earlier = "case when expire_due is null or remind_due <= expire_due then remind_due else expire_due end";

    private const string TooEarly = $"({Earlier} is null or {Earlier} <> wake_at)";

    private static readonly SqlText OfText = new($"select {Columns} from sessions where conversation = @conversation");

    private static readonly SqlText FindText = new($"{Found} order by wake_at limit @limit");

    private static readonly SqlText FindBehindText = new(
        $"select {Columns}, wake_at, conversation, body from sessions where wake_at <= @now and (remind_due <= @now or expire_due <= @now) order by {Earlier} limit @limit");

    // The condition is checked again for each row as it is when its turn comes. Rows that another transaction is writing are passed over: no transaction ever
    // waits for two.
    private readonly SqlText _correctText = new(
        $"""
        with found as (
            select conversation from sessions where wake_at <= @now order by wake_at limit @limit
        ), early as (
            select conversation from sessions where conversation in (select conversation from found) and {TooEarly}{dialect.SkipLocked}
        )
        update sessions set wake_at = {Earlier} where conversation in (select conversation from early) and {TooEarly}
        """);

    /// <summary>The timers that a turn leaves, and the earlier of the two.</summary>
    public static (TimerRequest? Remind, TimerRequest? Expire, TimerRequest? Wake) Armed(TurnCommit commit)
    {
        var (remind, expire) = (Last(commit.Timers, TimerKind.Remind), Last(commit.Timers, TimerKind.Expire));
        return (remind, expire, remind is null || expire?.Due < remind.Due ? expire : remind);
    }

    /// <summary>The timers of one conversation.</summary>
    public static SqlStep Of(string conversation, RowSealer sealer) => OfText.With(sealer.Name(conversation));

    /// <summary>Both timers of a conversation; null where none is armed.</summary>
    public static TimerPair Read(SqlRow row, string conversation) => new(
        row.IsNull(0) ? null : new(conversation, TimerKind.Remind, row.Time(0), (int)row.Number(1)),
        row.IsNull(2) ? null : new(conversation, TimerKind.Expire, row.Time(2), (int)row.Number(3)));

    /// <summary>Timers that are due, oldest first. Entries before them that are too early are corrected on the way, so they hide none.</summary>
    /// <param name="share">Asks for a part of them; null for all.</param>
    public async Task<IReadOnlyList<StoredTimer>> DueAsync(DateTimeOffset now, int limit,
        Func<SqlStep, Task<List<FoundTimers>>> query, Func<SqlStep, Task<int>> execute, SqlStep? share = null)
    {
        var find = share ?? FindText.With(now, limit);
        var found = await query(find).ConfigureAwait(false);
        while (found.Exists(one => one.TooEarly))
        {
            if (await execute(_correctText.With(now, Math.Max(limit, CorrectionBatch))).ConfigureAwait(false) == 0)
            {
                // Another host is correcting them; timers that are due behind them are found the long way.
                found = await query(FindBehindText.With(now, limit)).ConfigureAwait(false);
                break;
            }

            found = await query(find).ConfigureAwait(false);
        }

        return [.. found.SelectMany(one => one.Timers.All).Where(timer => timer.Due <= now).OrderBy(timer => timer.Due).Take(limit)];
    }

    /// <summary>A row of the question for what is due.</summary>
    public static FoundTimers ReadFound(SqlRow row, RowSealer sealer) =>
        new(Read(row, SessionSql.PersonOf(row.Text(5), row.Bytes(6), sealer).Conversation), row.Time(4));

    private static TimerRequest? Last(ImmutableArray<TimerRequest> timers, TimerKind kind)
    {
        for (var i = timers.Length - 1; i >= 0; i--)
        {
            if (timers[i].Kind == kind)
                return timers[i];
        }

        return null;
    }
}

/// <summary>A conversation's timers; null where none is armed.</summary>
internal readonly record struct TimerPair(StoredTimer? Remind, StoredTimer? Expire)
{
    public IEnumerable<StoredTimer> All => new[] { Remind, Expire }.OfType<StoredTimer>();
}

/// <param name="WakeAt">Where the session stands in the index.</param>
internal readonly record struct FoundTimers(TimerPair Timers, DateTimeOffset WakeAt)
{
    /// <summary>The earlier timer has been put off since, or there is none any more.</summary>
    public bool TooEarly => (Timers.Expire is null || Timers.Remind?.Due <= Timers.Expire.Due ? Timers.Remind : Timers.Expire)?.Due != WakeAt;
}
