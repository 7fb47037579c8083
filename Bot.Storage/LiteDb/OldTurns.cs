using Bot.Storage.Sql;
using LiteDB;
using LiteDB.Engine;

namespace Bot.Storage.LiteDb;

/// <summary>Moves what builds before the turn log kept of turns into it: what was said under its version, handled ids as ids that are refused.</summary>
/// <remarks>What was killed begins anew: rows that are there already are written again, and the old ones go when all are there.</remarks>
internal static class OldTurns
{
    private const int PageSize = 500;

    public static void Move(LiteEngine engine)
    {
        var (session, moved) = (new LiteSession(engine), 0L);
        Move(engine, session, LiteTable.OldTranscript, ref moved, row => new(
            row.Text("conversation"), $"version.{row.Number("version")}", row.Number("version"), row.Time("at"), TurnKept.Said, row.Bytes("body")));
        Move(engine, session, LiteTable.OldHandled, ref moved, row => TurnRow.Mark(row.Text("conversation"), row.Text("id"), row.Time("at")));
        engine.DropCollection(LiteTable.OldTranscript.Name);
        engine.DropCollection(LiteTable.OldHandled.Name);
    }

    private static void Move(LiteEngine engine, LiteSession session, LiteTable table, ref long moved, Func<BsonDocument, TurnRow> turn)
    {
        for (var page = session.Page(table, "", PageSize); page.Count > 0; page = session.Page(table, page[^1]["_id"].AsString, PageSize))
        {
            foreach (var row in page)
            {
                var document = TurnRows.Document(turn(row));
                document["seq"] = ++moved;
                engine.Upsert(LiteTable.Turns.Name, [LiteTable.Turns.Complete(document)], BsonAutoId.ObjectId);
            }
        }
    }
}
