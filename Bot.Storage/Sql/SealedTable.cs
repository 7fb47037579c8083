using System.Globalization;

namespace Bot.Storage.Sql;

/// <summary>A table with a sealed column: how its rows are gone through in pages, in the order of their keys.</summary>
internal sealed class SealedTable
{
    private static readonly IReadOnlyList<SealedTable> Sqlite = Made(SqlDialect.Sqlite);
    private static readonly IReadOnlyList<SealedTable> Postgres = Made(SqlDialect.Postgres);

    private readonly Func<string[], string> _place;
    private readonly bool _versioned;
    private readonly int _number;
    private readonly SqlText _page;
    private readonly SqlText _told;
    private readonly SqlText _replace;

    /// <param name="label">SQL that tells a row without its person's number.</param>
    /// <param name="key">The columns of the primary key, in its order.</param>
    /// <param name="place">The row as it was named when it was sealed, by its key.</param>
    /// <param name="sealedAs">The table as it was named when it was sealed; null for its own name.</param>
    /// <param name="versioned">Its version is told to <paramref name="place"/> behind the key.</param>
    /// <param name="number">The part of its key that is a number, from 0; -1 for none.</param>
    private SealedTable(SqlDialect dialect, string name, string body, string label, string[] key, Func<string[], string> place,
        string? sealedAs = null, bool versioned = false, int number = -1)
    {
        (Name, SealedAs, Key, _place, _versioned, _number) = (name, sealedAs ?? name, key, place, versioned, number);
        var (columns, after) = (string.Join(", ", key), string.Join(", ", key.Select(column => $"@{column}")));
        var from = $"{(versioned ? ", version " : " ")}from {name} where ({columns}) > ({after}) order by {columns} limit @limit";

        // What is sealed as it should be is not sent over: it is most of a page that was worked on before.
        _page = new($"select {columns}, case when substr({body}, 1, length(@head)) = @head then null else {body} end, ''{from}");
        _told = new($"select {columns}, {body}, {label}{from}");
        _replace = new(
            $"""
            update {name} set {body} = @sealed where ({columns}) in (
                select {columns} from {name} where ({columns}) = ({after}) and {body} = @found{dialect.SkipLocked})
            """);
    }

    public string Name { get; }

    /// <summary>What its bodies are sealed for, besides their place.</summary>
    public string SealedAs { get; }

    /// <summary>The step of the schema from which on the column is sealed.</summary>
    public int Since { get; private init; }

    /// <summary>The step of the schema from which on the table is gone.</summary>
    public int Until { get; private init; } = int.MaxValue;

    /// <summary>The columns that tell a row.</summary>
    public string[] Key { get; }

    /// <summary>Before every row.</summary>
    public string[] Start => [.. Key.Select((_, at) => IsNumber(at) ? "-1" : "")];

    /// <summary>Every table with a sealed column. A database prepares each statement once, so there is one of each.</summary>
    public static IReadOnlyList<SealedTable> All(SqlDialect dialect) => dialect == SqlDialect.Postgres ? Postgres : Sqlite;

    private static SealedTable[] Made(SqlDialect dialect) =>
    [
        new(dialect, SessionSql.Table, "body", "session_id", ["conversation"], key => key[0]),
        new(dialect, OutboxSql.Table, "payload", "id", ["id", "conversation"], key => key[0]),
        new(dialect, TurnLogSql.Table, "body",
            "coalesce((select session_id from sessions where sessions.conversation = turns.conversation), '') || ' version ' || version",
            ["key", "conversation", "handled"], key => $"{key[1]}\0{key[3]}", TurnBody.SealedAs, versioned: true, number: 0) { Since = Migrations.TurnLog },
        new(dialect, DeadLetterSql.Table, "detail", "id", ["conversation", "id"], key => $"{key[0]}\0{key[1]}"),
        new(dialect, RecordSql.Table, "body", "kind || ' ' || key", ["kind", "key"], key => $"{key[0]}\0{key[1]}"),
        new(dialect, OutboxSql.Table, FailureText.Column, "id", ["id", "conversation"], _ => FailureText.Everywhere, FailureText.Column)
        {
            Since = Migrations.Naming,
        },
        new(dialect, StatusSql.Early, FailureText.Column, "status || ' ' || reference", ["provider_id", "reference", "status"],
            _ => FailureText.Everywhere, FailureText.Column) { Since = Migrations.Naming },
        new(dialect, TurnBody.SealedAs, "body",
            "coalesce((select session_id from sessions where sessions.conversation = transcript.conversation), '') || ' version ' || version",
            ["conversation", "version"], key => $"{key[0]}\0{key[1]}", number: 1) { Until = Migrations.TurnLog },
    ];

    /// <summary>The tables of a schema; null for the newest.</summary>
    public static IEnumerable<SealedTable> In(SqlDialect dialect, long? schema) =>
        All(dialect).Where(table => schema is null ? table.Until == int.MaxValue : table.Since <= schema && schema < table.Until);

    /// <summary>The next rows; those that begin with <paramref name="head"/> come without their bodies.</summary>
    public SqlStep Page(string[] after, byte[] head, int limit) => _page.With([head, .. Values(after), limit]);

    /// <summary>The next rows, with what tells them to a person.</summary>
    public SqlStep Told(string[] after, int limit) => _told.With([.. Values(after), limit]);

    /// <summary>Puts a body in the place of the one that was found; nothing when it has changed since, or is being changed.</summary>
    public SqlStep Replace(SealedRow row, byte[] sealedBytes) => _replace.With([sealedBytes, .. Values(row.Key), row.Body!]);

    public SealedRow Read(SqlRow row)
    {
        var key = new string[Key.Length];
        for (var at = 0; at < key.Length; at++) key[at] = IsNumber(at) ? row.Number(at).ToString(CultureInfo.InvariantCulture) : row.Text(at);
        var place = _place(_versioned ? [.. key, row.Number(key.Length + 2).ToString(CultureInfo.InvariantCulture)] : key);
        return new(key, place, row.IsNull(key.Length) || row.Bytes(key.Length).IsEmpty ? null : row.Bytes(key.Length).ToArray(), row.Text(key.Length + 1));
    }

    private SqlValue[] Values(string[] key)
    {
        var values = new SqlValue[key.Length];
        for (var at = 0; at < key.Length; at++) values[at] = IsNumber(at) ? long.Parse(key[at], CultureInfo.InvariantCulture) : key[at];
        return values;
    }

    private bool IsNumber(int at) => at == _number;
}
