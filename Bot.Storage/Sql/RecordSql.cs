using System.Text;
using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>Our own records and the values they are found by.</summary>
internal static class RecordSql
{
    public const string Table = "records";

    private static readonly SqlText FindText = new("select kind, key, version, body, changed_at from records where kind = @kind and key = @key");

    private static readonly SqlText LookUpText = new(
        """
        select records.kind, records.key, records.version, records.body, records.changed_at
        from record_lookups join records on records.kind = record_lookups.kind and records.key = record_lookups.key
        where record_lookups.kind = @kind and record_lookups.name = @name and record_lookups.value = @value
        order by record_lookups.changed_at desc, record_lookups.key desc limit @limit
        """);

    private static readonly SqlText ListText = new(
        """
        select records.kind, records.key, records.version, records.body, records.changed_at
        from record_lookups join records on records.kind = record_lookups.kind and records.key = record_lookups.key
        where record_lookups.kind = @kind and record_lookups.name = @name and record_lookups.value = @value and record_lookups.key > @after
        order by record_lookups.key limit @limit
        """);

    private static readonly SqlText AddText = new(
        "insert into records (kind, key, version, body, changed_at) values (@kind, @key, 1, @body, @at) on conflict (kind, key) do nothing");

    private static readonly SqlText ReplaceText = new(
        "update records set version = version + 1, body = @body, changed_at = @at where kind = @kind and key = @key and version = @expected");

    private static readonly SqlText RemoveText = new("delete from records where kind = @kind and key = @key and version = @expected");

    private static readonly SqlText RemoveLookupsText = new("delete from record_lookups where kind = @kind and key = @key");

    private static readonly SqlText TouchLookupsText = new("update record_lookups set changed_at = @at where kind = @kind and key = @key");

    private static readonly SqlText AddLookupText = new(
        """
        insert into record_lookups (kind, name, value, key, changed_at) values (@kind, @name, @value, @key, @at)
        on conflict (kind, name, value, key) do update set changed_at = excluded.changed_at
        """);

    public static SqlStep Find(string kind, string key, RowSealer sealer) => FindText.With(kind, sealer.Names.Key(kind, key));

    public static SqlStep LookUp(string kind, string name, string value, int limit, RowSealer sealer) =>
        LookUpText.With(kind, name, sealer.Names.Lookup(kind, name, value), limit);

    public static SqlStep List(string kind, string name, string value, string after, int limit, RowSealer sealer) =>
        ListText.With(kind, name, sealer.Names.Lookup(kind, name, value), sealer.Names.Key(kind, after), limit);

    public static StoredRecord Read(SqlRow row, RowSealer sealer) =>
        Opened(row.Text(0), row.Text(1), row.Number(2), row.Bytes(3), row.Time(4), sealer);

    /// <summary>A record of a row's columns.</summary>
    /// <param name="name">Of its key.</param>
    public static StoredRecord Opened(string kind, string name, long version, ReadOnlySpan<byte> body, DateTimeOffset changedAt, RowSealer sealer)
    {
        ReadOnlySpan<byte> plain = sealer.Open(Table, Row(kind, name), body);
        return new(kind, RowSealer.Take(ref plain), version, Encoding.UTF8.GetString(plain), changedAt);
    }

    /// <summary>A record's body as it is kept: behind its key.</summary>
    /// <param name="name">Of its key.</param>
    public static byte[] Body(RecordChange change, string name, RowSealer sealer) =>
        sealer.Seal(Table, Row(change.Kind, name), Encoding.UTF8.GetBytes(change.Body!), change.Key);

    /// <summary>Adds the statements of one change. A change without look-up values leaves those there are; an empty list takes them away.</summary>
    /// <exception cref="ArgumentException">A removal without the version it was decided from.</exception>
    public static void Change(List<SqlStep> steps, RecordChange change, DateTimeOffset at, RowSealer sealer)
    {
        var (kind, key) = (change.Kind, sealer.Names.Key(change.Kind, change.Key));
        if (change.Body is null)
        {
            if (change.ExpectedVersion == 0) throw new ArgumentException($"Removing the {kind} record {change.Key} needs the version it was decided from.", nameof(change));
            steps.Add(RemoveText.With(kind, key, change.ExpectedVersion).Else(CommitResult.RecordConflict));
            steps.Add(RemoveLookupsText.With(kind, key));
            return;
        }

        var body = Body(change, key, sealer);
        steps.Add((change.ExpectedVersion == 0
            ? AddText.With(kind, key, body, at)
            : ReplaceText.With(body, at, kind, key, change.ExpectedVersion)).Else(CommitResult.RecordConflict));

        if (change.ExpectedVersion != 0) steps.Add(change.Lookup is null ? TouchLookupsText.With(at, kind, key) : RemoveLookupsText.With(kind, key));
        foreach (var (name, value) in change.Lookup ?? []) steps.Add(AddLookupText.With(kind, name, sealer.Names.Lookup(kind, name, value), key, at));
    }

    private static string Row(string kind, string key) => $"{kind}\0{key}";
}
