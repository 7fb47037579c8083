using Bot.Engine.Abstractions;
using Bot.Engine.Serialization;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>The turn log.</summary>
internal static class TurnRows
{
    public static BsonDocument Document(TurnRow row) => new()
    {
        ["key"] = row.Key,
        ["conversation"] = row.Conversation,
        ["handled"] = row.Handled,
        ["version"] = row.Version,
        ["at"] = Fields.Of(row.At),
        ["kept"] = (long)row.Kept,
        ["language"] = row.Language,
        ["flow"] = row.Flow,
        ["flow_version"] = row.FlowVersion,
        ["from_state"] = row.From,
        ["by_trigger"] = row.Trigger,
        ["to_state"] = row.To,
        ["body"] = row.Body,
    };

    public static bool Exists(LiteSession session, BsonDocument row) =>
        session.Exists(LiteTable.Turns, LiteTable.Ordered(row.Number("key")), row.Text("conversation"), row.Text("handled"));

    /// <summary>Refuses an id from now on.</summary>
    public static void Mark(LiteWriter writer, TurnRow mark)
    {
        var row = Document(mark);
        if (!Exists(writer, row)) writer.AddTurn(row);
    }

    /// <summary>Every row of a conversation, ids that are only refused too.</summary>
    public static IEnumerable<BsonDocument> All(LiteSession session, string name)
    {
        var first = TurnKey.First(name);
        return session.Between(LiteTable.Turns, LiteTable.Ordered(first), LiteTable.Ordered(first + TurnKey.Span), int.MaxValue)
            .Where(row => row.Text("conversation") == name);
    }

    /// <summary>The newest turns in which anything was said or heard, newest first.</summary>
    public static IReadOnlyList<TranscriptTurn> Newest(LiteSession session, string name, int limit, RowSealer sealer) =>
    [
        .. Of(session, name).Where(row => row.Bytes("body").Length > 0).OrderByDescending(row => row.Number("version")).Take(limit)
            .Select(row => new TranscriptTurn(row.Number("version"), row.Time("at"), Open(row, sealer).Lines)),
    ];

    /// <summary>Turns from a version on, in their order.</summary>
    public static IReadOnlyList<StoredTurn> From(LiteSession session, string name, long version, int limit, RowSealer sealer) =>
    [
        .. Of(session, name).Where(row => row.Number("version") >= version).OrderBy(row => row.Number("version")).Take(limit).Select(row =>
        {
            var body = Open(row, sealer);
            return new StoredTurn(
                row.Number("version"), row.Time("at"), row.Text("language"), row.Text("flow"), row.Text("flow_version"), row.Text("from_state"),
                row.Text("by_trigger"), row.Text("to_state"), body.Lines, body.Entry);
        }),
    ];

    /// <summary>Removes what is older than it has to be kept; see <see cref="TurnLogSql.Prune"/>.</summary>
    public static int Prune(LiteWriter writer, Outdated old, int limit, RowSealer sealer)
    {
        var (heard, forgotten) = (Before(writer, "heard", TurnLogSql.HeardBefore(old), limit), 0);
        foreach (var row in heard) Keep(writer, row, TurnBody.Cut(row.Text("conversation"), row.Number("version"), row.Bytes("body"), sealer));
        if (old.SaidBefore > old.HandledBefore)
        {
            var said = Before(writer, "said", old.SaidBefore, limit);
            foreach (var row in said) Keep(writer, row, []);
            forgotten = said.Count;
        }

        var ended = old.SaidBefore < old.HandledBefore ? old.SaidBefore : old.HandledBefore;
        return heard.Count + forgotten + writer.Delete(LiteTable.Turns, Before(writer, "said", ended, limit))
            + writer.Delete(LiteTable.Turns, Before(writer, "ids", old.HandledBefore, limit));
    }

    private static void Keep(LiteWriter writer, BsonDocument row, byte[] body)
    {
        row["kept"] = (long)(body.Length == 0 ? TurnKept.Id : TurnKept.Said);
        row["body"] = body;
        writer.Update(LiteTable.Turns, row);
    }

    private static List<BsonDocument> Before(LiteSession session, string index, DateTimeOffset before, int limit) =>
        session.By(LiteTable.Turns, index, 0L, before.ToUnixTimeMilliseconds() - 1, limit);

    private static IEnumerable<BsonDocument> Of(LiteSession session, string name) => All(session, name).Where(row => row.Number("version") > 0);

    private static LoggedTurn Open(BsonDocument row, RowSealer sealer) =>
        TurnBody.Open(row.Text("conversation"), row.Number("version"), row.Bytes("body"), sealer);
}
