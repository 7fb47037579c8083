using Bot.Storage.Abstractions;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>Figures of flows; see <see cref="Sql.TurnCountSql"/>.</summary>
internal static class TurnCountRows
{
    private const string Cursor = Sql.TurnCountSql.Cursor;
    private const long MillisecondsOfDay = 86_400_000;

    /// <summary>Counts the next rows of the log; false when there were none.</summary>
    public static bool Count(LiteWriter writer, int limit)
    {
        var from = writer.Find(LiteTable.TurnCursors, Cursor)?.Number("seq") ?? 0;
        if (from > writer.LastTurn) from = 0;
        var next = writer.By(LiteTable.Turns, "seq", from + 1, long.MaxValue, limit);
        if (next.Count == 0) return false;

        foreach (var (key, turns) in next.Where(row => row.Number("version") > 0 && row.Text("flow").Length > 0).CountBy(KeyOf)) Add(writer, key, turns);
        writer.Put(LiteTable.TurnCursors, new() { ["name"] = Cursor, ["seq"] = next[^1].Number("seq") });
        return true;
    }

    public static IReadOnlyList<TurnCount> Of(LiteSession session, string flow) =>
    [
        .. session.Under(LiteTable.TurnCounts, int.MaxValue, false, flow).Select(Read)
            .OrderBy(count => count.Day).ThenBy(count => count.FlowVersion, StringComparer.Ordinal).ThenBy(count => count.State, StringComparer.Ordinal)
            .ThenBy(count => count.Trigger, StringComparer.Ordinal).ThenBy(count => count.Language, StringComparer.Ordinal),
    ];

    private static void Add(LiteWriter writer, Key key, long turns)
    {
        var before = writer.Find(LiteTable.TurnCounts, key.Flow, key.Version, key.State, key.Trigger, key.Language, LiteTable.Ordered(key.Day));
        writer.Put(LiteTable.TurnCounts, new()
        {
            ["flow"] = key.Flow,
            ["flow_version"] = key.Version,
            ["state"] = key.State,
            ["by_trigger"] = key.Trigger,
            ["language"] = key.Language,
            ["day"] = key.Day,
            ["turns"] = (before?.Number("turns") ?? 0) + turns,
        });
    }

    private static Key KeyOf(BsonDocument row) => new(
        row.Text("flow"), row.Text("flow_version"), row.Text("from_state"), row.Text("by_trigger"), row.Text("language"), row.Number("at") / MillisecondsOfDay);

    private static TurnCount Read(BsonDocument row) => new(
        row.Text("flow"), row.Text("flow_version"), row.Text("state"), row.Text("by_trigger"), row.Text("language"), TurnCount.DayOf(row.Number("day")),
        row.Number("turns"));

    private sealed record Key(string Flow, string Version, string State, string Trigger, string Language, long Day);
}
