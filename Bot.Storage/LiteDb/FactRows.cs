using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>What the store knows of itself; see <see cref="FactSql"/>.</summary>
internal static class FactRows
{
    /// <summary>Makes sure that the database is sealed with our keys.</summary>
    /// <returns>What names and seals its rows.</returns>
    /// <exception cref="StoreUnavailableException">It was sealed with another key.</exception>
    public static RowSealer Accept(LiteSession session, Sealer sealer, string database)
    {
        var (changes, rows) = StoreKeys.Accept(All(session), sealer, database);
        foreach (var change in changes) Apply(session, change);
        return rows;
    }

    /// <summary>Everything that is sealed.</summary>
    public static List<StoreFact> All(LiteSession session) =>
        Read(session.Between(LiteTable.Facts, "", LiteSession.Last, int.MaxValue));

    public static List<StoreFact> Read(List<BsonDocument> rows) =>
        [.. rows.Select(row => new StoreFact(row.Text("name"), row.Bytes("value"))).Where(fact => fact.Name != FactSql.Mark)];

    public static void Apply(LiteSession session, FactChange change)
    {
        if (change.Value is null) session.Delete(LiteTable.Facts, change.Name);
        else session.Put(LiteTable.Facts, new() { ["name"] = change.Name, ["value"] = change.Value });
    }

    /// <summary>A small write, which tells whether the database can be written.</summary>
    public static bool Mark(LiteSession session, DateTimeOffset now)
    {
        Apply(session, FactSql.Marked(now));
        return true;
    }
}
