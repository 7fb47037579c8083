using Bot.Storage.Abstractions;

namespace Bot.Storage.Sql;

/// <summary>
/// Figures of flows, counted from the turn log by a cursor that moves with them in one transaction: what was written neither is lost by a crash nor counts
/// twice.
/// </summary>
internal static class TurnCountSql
{
    /// <summary>The name of its cursor.</summary>
    public const string Cursor = "counts";

    private const long MillisecondsOfDay = 86_400_000;

    private const string Next = $"select * from turns where seq > (select seq from turn_cursors where name = '{Cursor}') order by seq limit @limit";

    // Its number would be smaller than that of a row which is there already: those that are writing are waited for, and those that come wait some milliseconds.
    private static readonly SqlText LockText = new("lock table turns in share mode");

    // Held to the end: of two that count at once the second begins where the first has ended.
    private static readonly SqlText HoldText = new(
        $"insert into turn_cursors (name, seq) values ('{Cursor}', 0) on conflict (name) do update set seq = turn_cursors.seq");

    // A table that was emptied counts from 1 again in SQLite.
    private static readonly SqlText RestartText = new(
        $"update turn_cursors set seq = 0 where name = '{Cursor}' and seq > (select coalesce(max(seq), 0) from turns)");

    private static readonly SqlText CountText = new(
        $"""
        insert into turn_counts (flow, flow_version, state, by_trigger, language, day, turns)
        select flow, flow_version, from_state, by_trigger, language, at / {MillisecondsOfDay}, count(*) from ({Next}) as counted
        where flow <> '' and version > 0 group by flow, flow_version, from_state, by_trigger, language, at / {MillisecondsOfDay}
        on conflict (flow, flow_version, state, by_trigger, language, day) do update set turns = turn_counts.turns + excluded.turns
        """);

    private static readonly SqlText MoveText = new(
        $"update turn_cursors set seq = (select max(seq) from ({Next}) as counted) where name = '{Cursor}' and exists ({Next})");

    private static readonly SqlText OfText = new(
        """
        select flow, flow_version, state, by_trigger, language, day, turns from turn_counts where flow = @flow
        order by day, flow_version, state, by_trigger, language
        """);

    /// <summary>Counts the next rows of the log, in one transaction; the last statement touches no row when there are none.</summary>
    public static IEnumerable<SqlStep> Count(SqlDialect dialect, int limit)
    {
        if (dialect.Versions) yield return LockText.With();
        yield return HoldText.With();
        yield return RestartText.With();
        yield return CountText.With(limit);
        yield return MoveText.With(limit);
    }

    public static SqlStep Of(string flow) => OfText.With(flow);

    public static TurnCount Read(SqlRow row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), TurnCount.DayOf(row.Number(5)), row.Number(6));
}
