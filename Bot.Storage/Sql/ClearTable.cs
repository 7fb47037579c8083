using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>
/// A table whose rows earlier builds wrote under numbers, plates and barcodes: how they are given names, a page at a time, and their bodies what the names
/// stand for.
/// </summary>
/// <remarks>
/// A row is written once: its name, its body sealed for its new place, or neither. A name is told from what it replaces, so naming that was killed is begun
/// again from the front and passes over what is done.
/// </remarks>
internal sealed class ClearTable
{
    /// <summary>Rows of a step: some 300 kB.</summary>
    public const int StepSize = 100;

    /// <summary>Rows of the outbox under a price's id, which is a provider's where there is none.</summary>
    private const string OurMessages = "(select count(*) from outbox where outbox.id = message_prices.id)";

    private readonly string[] _key;
    private readonly string[] _columns;
    private readonly SqlText _first;
    private readonly SqlText _next;
    private readonly SqlText _rename;
    private readonly Func<ClearRow, RowSealer, SqlValue[]?> _named;

    /// <param name="key">The columns of the primary key, in its order.</param>
    /// <param name="read">What is read besides.</param>
    /// <param name="write">What is written.</param>
    /// <param name="named">The values to write; null for a row that has its name.</param>
    private ClearTable(string name, string[] key, string[] read, string[] write, Func<ClearRow, RowSealer, SqlValue[]?> named)
    {
        (_key, _columns, _named) = (key, [.. key, .. read], named);
        var (columns, values) = (string.Join(", ", key), string.Join(", ", key.Select(column => $"@{column}")));
        var select = $"select {string.Join(", ", _columns)} from {name}";
        _first = new($"{select} order by {columns} limit @limit");
        _next = new($"{select} where ({columns}) > ({values}) order by {columns} limit @limit");
        _rename = new($"update {name} set {string.Join(", ", write.Select(column => $"{column} = @new_{column}"))} where ({columns}) = ({values})");
    }

    public static IReadOnlyList<ClearTable> All { get; } =
    [
        new(SessionSql.Table, ["conversation"], ["body", "clear_address", "clear_name"],
            ["conversation", "body", "clear_address", "clear_name"], Session),
        new(OutboxSql.Table, ["id", "conversation"], ["payload", "clear_address", "clear_cause", "clear_failure", "provider_id", "other_id"],
            ["conversation", "payload", "failure", "provider_id", "other_id", "clear_address", "clear_cause", "clear_failure"], Outbox),
        new("handled", ["conversation", "id"], [], ["conversation", "id"], (row, sealer) =>
            row.IsClear ? [sealer.Name(row.Text("conversation")), sealer.Names.Id(row.Text("id"))] : null),
        new("transcript", ["conversation", "version"], ["body"], ["conversation", "body"], (row, sealer) =>
            Conversation(row, sealer, TurnBody.SealedAs, "body", $"\0{row.Number("version")}")),
        new(DeadLetterSql.Table, ["conversation", "id"], ["kind", "clear_reason", "detail"], ["conversation", "id", "detail", "clear_reason"], Letter),
        new(RecordSql.Table, ["kind", "key"], ["body"], ["key", "body"], Record),
        new(StatusSql.Early, ["provider_id", "reference", "status"], ["other_id", "clear_failure"],
            ["provider_id", "other_id", "failure", "clear_failure"], Status),
        new("record_lookups", ["kind", "name", "value", "key"], [], ["value", "key"], Lookup),
        new("message_prices", ["id"], [OurMessages], ["id"], Price),
    ];

    /// <param name="after">The key of the last row that was looked at; null for the first page.</param>
    public SqlStep Page(SqlValue[]? after) => after is null ? _first.With(StepSize) : _next.With([.. after, StepSize]);

    /// <summary>A row of a page: its key, and the statement that names it.</summary>
    public (SqlValue[] Key, SqlStep? Rename) Read(SqlRow found, RowSealer sealer)
    {
        var row = new ClearRow(found, _columns);
        SqlValue[] key = [.. _key.Select(row.Value)];
        return (key, _named(row, sealer) is { } values ? _rename.With([.. values, .. key]) : null);
    }

    // What is taken out later is empty before, so that no page that becomes free holds it.
    private static SqlValue[]? Session(ClearRow row, RowSealer sealer) =>
        Conversation(row, sealer, SessionSql.Table, "body", "", row.Text("conversation"), row.Text("clear_address"), row.Text("clear_name")) is { } named
            ? [.. named, "", ""]
            : null;

    private static SqlValue[]? Outbox(ClearRow row, RowSealer sealer)
    {
        if (!row.IsClear) return null;
        var (id, conversation) = (row.Text("id"), row.Text("conversation"));
        return [sealer.Name(conversation), Resealed(sealer, OutboxSql.Table, id, id, row.Bytes("payload"), conversation, row.Text("clear_address"), row.Text("clear_cause")),
            Failure(row, sealer), Id(row.TextOrNull("provider_id"), sealer), Id(row.TextOrNull("other_id"), sealer), "", "", SqlValue.Null];
    }

    private static SqlValue[]? Letter(ClearRow row, RowSealer sealer)
    {
        if (!row.IsClear) return null;
        var (conversation, id) = (row.Text("conversation"), row.Text("id"));
        var (name, kept) = (sealer.Name(conversation), row.Text("kind") == DeadLetterSql.Poison ? sealer.Names.Id(id) : id);
        return [name, kept, Resealed(sealer, DeadLetterSql.Table, $"{conversation}\0{id}", $"{name}\0{kept}", row.Bytes("detail"), conversation, id, row.Text("clear_reason")), ""];
    }

    private static SqlValue[]? Status(ClearRow row, RowSealer sealer)
    {
        string[] ids = [row.Text("provider_id"), row.Text("other_id")];
        return Array.TrueForAll(ids, id => id.Length == 0 || RowNames.IsName(id))
            ? null
            : [.. ids.Select(id => Id(id, sealer)), Failure(row, sealer), SqlValue.Null];
    }

    private static SqlValue[]? Price(ClearRow row, RowSealer sealer)
    {
        var id = row.Text("id");
        return RowNames.IsName(id) || row.Number(OurMessages) > 0 ? null : [sealer.Names.Id(id)];
    }

    private static SqlValue Failure(ClearRow row, RowSealer sealer) =>
        row.TextOrNull("clear_failure") is { } failure ? FailureText.Seal(failure, sealer) : SqlValue.Null;

    private static SqlValue Id(string? id, RowSealer sealer) => id is null ? SqlValue.Null : sealer.Names.Id(id);

    private static SqlValue[]? Record(ClearRow row, RowSealer sealer)
    {
        var (kind, key) = (row.Text("kind"), row.Text("key"));
        if (RowNames.IsName(key)) return null;
        var name = sealer.Names.Key(kind, key);
        return [name, Resealed(sealer, RecordSql.Table, $"{kind}\0{key}", $"{kind}\0{name}", row.Bytes("body"), key)];
    }

    private static SqlValue[]? Lookup(ClearRow row, RowSealer sealer)
    {
        var (kind, key) = (row.Text("kind"), row.Text("key"));
        return RowNames.IsName(key) ? null : [sealer.Names.Lookup(kind, row.Text("name"), row.Text("value")), sealer.Names.Key(kind, key)];
    }

    /// <summary>A row whose place begins with its conversation.</summary>
    private static SqlValue[]? Conversation(ClearRow row, RowSealer sealer, string table, string body, string rest, params ReadOnlySpan<string> texts)
    {
        if (!row.IsClear) return null;
        var conversation = row.Text("conversation");
        var name = sealer.Name(conversation);
        return [name, Resealed(sealer, table, $"{conversation}{rest}", $"{name}{rest}", row.Bytes(body), texts)];
    }

    /// <summary>What does not open stays as it is, for <c>integrity</c> to tell; its row is named all the same.</summary>
    private static byte[] Resealed(RowSealer sealer, string table, string from, string to, byte[] body, params ReadOnlySpan<string> texts)
    {
        try
        {
            return sealer.Seal(table, to, sealer.Open(table, from, body), texts);
        }
        catch (InvalidDataException)
        {
            return body;
        }
    }
}

/// <summary>A row by the names of its columns, valid until the next one is read.</summary>
internal readonly struct ClearRow(SqlRow row, IReadOnlyList<string> columns)
{
    /// <summary>Its conversation is not named yet.</summary>
    public bool IsClear => !RowNames.IsConversation(Text("conversation"));

    public string Text(string column) => row.Text(At(column));

    public string? TextOrNull(string column) => row.TextOrNull(At(column));

    public long Number(string column) => row.Number(At(column));

    public byte[] Bytes(string column) => row.Bytes(At(column)).ToArray();

    public SqlValue Value(string column) => column == "version" ? Number(column) : Text(column);

    private int At(string column)
    {
        for (var at = 0; at < columns.Count; at++)
        {
            if (columns[at] == column)
                return at;
        }

        throw new ArgumentException($"{column} was not read.", nameof(column));
    }
}
