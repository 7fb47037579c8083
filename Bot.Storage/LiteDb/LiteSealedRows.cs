using System.Globalization;
using Bot.Storage.Sql;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>What is sealed in a LiteDB file.</summary>
/// <param name="page">Reads a page of a table behind a key.</param>
/// <param name="write">Has the writer do something; null where nothing is written.</param>
internal sealed class LiteSealedRows(Func<LiteTable, string, int, CancellationToken, Task<List<BsonDocument>>> page,
    Func<LiteTable, string, CancellationToken, Task<BsonDocument?>> find, Func<Action<LiteWriter>, CancellationToken, Task>? write) : ISealedRows
{
    private static readonly Column[] All =
    [
        new(LiteTable.Sessions, "body", row => row.Text("conversation"), row => row.Text("session_id")),
        new(LiteTable.Outbox, "payload", row => row.Text("id"), row => row.Text("id")),
        new(LiteTable.Turns, "body", row => TurnBody.Place(row.Text("conversation"), row.Number("version")), row => $" version {row.Number("version")}",
            TurnBody.SealedAs),
        new(LiteTable.DeadLetters, "detail", row => $"{row.Text("conversation")}\0{row.Text("id")}", row => row.Text("id")),
        new(LiteTable.Records, "body", row => $"{row.Text("kind")}\0{row.Text("key")}", row => $"{row.Text("kind")} {row.Text("key")}"),
        new(LiteTable.Outbox, FailureText.Column, _ => FailureText.Everywhere, row => row.Text("id"), FailureText.Column),
        new(LiteTable.EarlyStatuses, FailureText.Column, _ => FailureText.Everywhere, row => $"{row.Text("status")} {row.Text("reference")}", FailureText.Column),
    ];

    public IReadOnlyList<SealedColumn> Columns { get; } = [.. All.Select(column => new SealedColumn(column.Table.Name, column.SealedAs ?? column.Table.Name))];

    public async Task<List<StoreFact>> FactsAsync(CancellationToken cancel) =>
        FactRows.Read(await page(LiteTable.Facts, "", int.MaxValue, cancel).ConfigureAwait(false));

    public async Task<List<SealedRow>> PageAsync(int column, string[]? after, byte[] head, int limit, CancellationToken cancel)
    {
        var rows = await RowsAsync(column, after, limit, cancel).ConfigureAwait(false);
        return rows.ConvertAll(row => Of(All[column], row, "", head));
    }

    public async Task<List<SealedRow>> ToldAsync(int column, string[]? after, int limit, CancellationToken cancel)
    {
        var told = new List<SealedRow>();
        foreach (var row in await RowsAsync(column, after, limit, cancel).ConfigureAwait(false))
        {
            var session = All[column].Table == LiteTable.Turns ? await find(LiteTable.Sessions, row.Text("conversation"), cancel).ConfigureAwait(false) : null;
            told.Add(Of(All[column], row, $"{session?.Text("session_id")}{All[column].Label(row)}", []));
        }

        return told;
    }

    public Task WriteAsync(IReadOnlyList<ResealedRow> rows, IReadOnlyList<FactChange> facts, CancellationToken cancel) => write!(
        session =>
        {
            foreach (var row in rows) Replace(session, All[row.Column], row);
            foreach (var fact in facts) FactRows.Apply(session, fact);
            session.Open.ForgetDocuments();
        },
        cancel);

    private static void Replace(LiteSession session, Column column, ResealedRow row)
    {
        if (session.Find(column.Table, IdOf(column.Table, row.Row.Key)) is not { } found) return;
        if (found.BytesOrNull(column.Name) is not { } body || !body.AsSpan().SequenceEqual(row.Row.Body)) return;
        found[column.Name] = row.Body;
        session.Update(column.Table, found);
    }

    private Task<List<BsonDocument>> RowsAsync(int column, string[]? after, int limit, CancellationToken cancel) =>
        page(All[column].Table, after?.Length != All[column].Table.Shape.Key ? "" : IdOf(All[column].Table, after), limit, cancel);

    private static SealedRow Of(Column column, BsonDocument row, string label, byte[] head)
    {
        string[] key = [.. column.Table.Shape.Columns.Take(column.Table.Shape.Key).Select(part => row[part.Name].IsInt64
            ? row.Number(part.Name).ToString(CultureInfo.InvariantCulture) : row.Text(part.Name))];
        var body = row.BytesOrNull(column.Name) is { Length: > 0 } found ? found : null;
        return new(key, column.Place(row), head.Length > 0 && body is not null && body.AsSpan().StartsWith(head) ? null : body, label);
    }

    /// <summary>A number in a key is told as people write it, and kept as texts are ordered.</summary>
    private static string IdOf(LiteTable table, string[] key) => LiteTable.Join([.. key.Select((part, at) =>
        table.Shape.Columns[at].Type == Tables.ColumnType.Number ? LiteTable.Ordered(long.Parse(part, CultureInfo.InvariantCulture)) : part)]);

    private sealed record Column(LiteTable Table, string Name, Func<BsonDocument, string> Place, Func<BsonDocument, string> Label, string? SealedAs = null);
}
