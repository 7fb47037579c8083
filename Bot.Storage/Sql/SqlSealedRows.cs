namespace Bot.Storage.Sql;

/// <summary>What is sealed in a database that speaks SQL.</summary>
/// <param name="schema">The schema's number, where it may be that of an earlier build; null for the newest.</param>
internal sealed class SqlSealedRows(ISqlRunner database, SqlDialect dialect, long? schema = null) : ISealedRows
{
    private readonly List<SealedTable> _tables = [.. SealedTable.In(dialect, schema)];

    public IReadOnlyList<SealedColumn> Columns { get; } =
        [.. SealedTable.In(dialect, schema).Select(table => new SealedColumn(table.Name, table.SealedAs))];

    public Task<List<StoreFact>> FactsAsync(CancellationToken cancel) => database.QueryAsync(FactSql.All(), FactSql.Read, cancel);

    public Task<List<SealedRow>> PageAsync(int column, string[]? after, byte[] head, int limit, CancellationToken cancel)
    {
        var table = _tables[column];
        return database.QueryAsync(table.Page(StartOf(table, after), head, limit), table.Read, cancel);
    }

    public Task<List<SealedRow>> ToldAsync(int column, string[]? after, int limit, CancellationToken cancel)
    {
        var table = _tables[column];
        return database.QueryAsync(table.Told(StartOf(table, after), limit), table.Read, cancel);
    }

    /// <summary>A change of the key may have been on its way in a table of an earlier build.</summary>
    private static string[] StartOf(SealedTable table, string[]? after) => after?.Length == table.Key.Length ? after : table.Start;

    public Task WriteAsync(IReadOnlyList<ResealedRow> rows, IReadOnlyList<FactChange> facts, CancellationToken cancel) =>
        database.ExecuteAsync([.. rows.Select(row => _tables[row.Column].Replace(row.Row, row.Body)), .. facts.Select(FactSql.Step)], cancel);
}
