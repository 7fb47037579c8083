using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>Our own records, found by their key and by their values.</summary>
internal static class RecordRows
{
    public static StoredRecord? Find(LiteSession session, string kind, string key, RowSealer sealer) =>
        session.Find(LiteTable.Records, kind, sealer.Names.Key(kind, key)) is { } row ? Read(row, sealer) : null;

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<StoredRecord> LookUp(LiteSession session, string kind, string lookup, string value, int limit, RowSealer sealer) =>
        Records(session, session.By(LiteTable.Lookups, "newest", limit, true, kind, lookup, sealer.Names.Lookup(kind, lookup, value)), sealer);

    /// <summary>In the order of their keys' names.</summary>
    public static IReadOnlyList<StoredRecord> List(LiteSession session, string kind, string lookup, string value, string after, int limit, RowSealer sealer) =>
        Records(
            session,
            session.Behind(LiteTable.Lookups, sealer.Names.Key(kind, after), limit, kind, lookup, sealer.Names.Lookup(kind, lookup, value)), sealer);

    private static List<StoredRecord> Records(LiteSession session, List<BsonDocument> lookups, RowSealer sealer) =>
    [
        .. lookups.Select(lookup => session.Find(LiteTable.Records, lookup.Text("kind"), lookup.Text("key"))).OfType<BsonDocument>().Select(row => Read(row, sealer)),
    ];

    private static StoredRecord Read(BsonDocument row, RowSealer sealer) =>
        RecordSql.Opened(row.Text("kind"), row.Text("key"), row.Number("version"), row.Bytes("body"), row.Time("changed_at"), sealer);
}
