using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Bot.Storage.Tables;

namespace Bot.Storage.Sql;

/// <summary>The rows of a database that speaks SQL.</summary>
/// <param name="recount">Makes the database count on behind rows that came with their numbers; null where it does by itself.</param>
internal sealed class SqlRows(ISqlRunner database, SqlText? recount = null) : IStoredRows
{
    private const int PageSize = 500;

    /// <summary>Values that one statement asks for.</summary>
    private const int AtOnce = 50;

    private static readonly Dictionary<StoreTable, Statements> All = StoreTable.All.ToDictionary(table => table, table => new Statements(table));
    private static readonly string OfTurns = $"select {string.Join(", ", StoreTable.Turns.Columns.Select(column => column.Name))} from {StoreTable.Turns.Name} where ";

    private static readonly SqlText NewestText = new(
        OfTurns + "flow = @flow and by_trigger = @trigger and seq > (select coalesce(max(seq), 0) from turns) - @looked order by seq desc limit @limit");

    private static readonly SqlText BetweenText = new(OfTurns + "seq > @after and seq <= @up_to order by seq limit @limit");

    private static readonly SqlText BeforeText = new(
        OfTurns + "key >= @first and key < @end and conversation = @name and version > 0 and version < @version order by version desc limit @limit");

    private static readonly SqlText LettersText = new("select conversation, id, kind, at from dead_letters order by at desc, conversation, id limit @limit");

    private static readonly ConcurrentDictionary<(StoreTable Table, string Column), SqlText> Having = new();

    public async IAsyncEnumerable<IReadOnlyList<StoreRow>> ReadAsync(StoreTable table, [EnumeratorCancellation] CancellationToken cancel)
    {
        var statements = All[table];
        for (SqlValue[] after = []; ;)
        {
            var step = after.Length == 0 ? statements.First.With(PageSize) : statements.Next.With([.. after, PageSize]);
            var page = await database.QueryAsync(step, row => Read(table, row), cancel).ConfigureAwait(false);
            if (page.Count > 0) yield return page;
            if (page.Count < PageSize) yield break;
            after = [.. Values(table, page[^1]).Take(table.Key)];
        }
    }

    public Task AddAsync(StoreTable table, IReadOnlyList<StoreRow> rows, CancellationToken cancel) =>
        database.ExecuteAsync(
            [
                .. rows.Select(row => All[table].Add.With(Values(table, row))),
                .. table == StoreTable.Turns && recount is not null ? [recount.With()] : Array.Empty<SqlStep>(),
            ],
            cancel);

    public Task RemoveAsync(StoreTable table, StoreRow row, CancellationToken cancel) =>
        database.ExecuteAsync([All[table].Remove.With([.. Values(table, row).Take(table.Key)])], cancel);

    public async Task<IReadOnlyList<StoreRow>> UnderAsync(StoreTable table, string first, CancellationToken cancel) =>
        await database.QueryAsync(All[table].Under.With(first), row => Read(table, row), cancel).ConfigureAwait(false);

    public async Task<IReadOnlyList<StoreRow>> WithAsync(StoreTable table, string column, IReadOnlyList<string> values, CancellationToken cancel)
    {
        var text = Having.GetOrAdd((table, column), _ => new(
            $"select {string.Join(", ", table.Columns.Select(one => one.Name))} from {table.Name} "
            + $"where {column} in ({string.Join(", ", Enumerable.Range(0, AtOnce).Select(at => $"@v{at}"))})"));
        var found = new List<StoreRow>();
        foreach (var some in values.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            // One statement for any number of values: what is lacking is filled up with the last.
            var asked = Enumerable.Range(0, AtOnce).Select(at => (SqlValue)some[Math.Min(at, some.Length - 1)]).ToArray();
            found.AddRange(await database.QueryAsync(text.With(asked), row => Read(table, row), cancel).ConfigureAwait(false));
        }

        return found;
    }

    public Task<IReadOnlyList<StoreRow>> NewestTurnsAsync(string flow, string trigger, int looked, int limit, CancellationToken cancel) =>
        TurnsAsync(NewestText.With(flow, trigger, looked, limit), cancel);

    public Task<IReadOnlyList<StoreRow>> TurnsBetweenAsync(long after, long upTo, int limit, CancellationToken cancel) =>
        TurnsAsync(BetweenText.With(after, upTo, limit), cancel);

    public Task<IReadOnlyList<StoreRow>> TurnsBeforeAsync(string name, long version, int limit, CancellationToken cancel) =>
        TurnsAsync(BeforeText.With(TurnKey.First(name), TurnKey.First(name) + TurnKey.Span, name, version, limit), cancel);

    public async Task<IReadOnlyList<StoreRow>> NewestLettersAsync(int limit, CancellationToken cancel) => await database.QueryAsync(
        LettersText.With(limit), row => new StoreRow([row.Text(0), row.Text(1), row.Text(2), Array.Empty<byte>(), row.Number(3)]), cancel)
        .ConfigureAwait(false);

    private async Task<IReadOnlyList<StoreRow>> TurnsAsync(SqlStep step, CancellationToken cancel) =>
        await database.QueryAsync(step, row => Read(StoreTable.Turns, row), cancel).ConfigureAwait(false);

    public Task ChangeAsync(StoreTable table, IReadOnlyList<StoreRow> removed, IReadOnlyList<StoreRow> replaced, CancellationToken cancel) =>
        removed.Count + replaced.Count == 0 ? Task.CompletedTask : database.ExecuteAsync(
            [
                .. removed.Select(row => All[table].Remove.With([.. Values(table, row).Take(table.Key)])),
                .. replaced.Select(row => All[table].Replace.With([.. Values(table, row).Skip(table.Key), .. Values(table, row).Take(table.Key)])),
            ],
            cancel);

    private static StoreRow Read(StoreTable table, SqlRow row)
    {
        var values = new object?[table.Columns.Length];
        for (var at = 0; at < values.Length; at++)
        {
            if (row.IsNull(at)) continue;
            values[at] = table.Columns[at].Type switch
            {
                ColumnType.Text => row.Text(at),
                ColumnType.Number => row.Number(at),
                _ => row.Bytes(at).ToArray(),
            };
        }

        return new(values);
    }

    private static SqlValue[] Values(StoreTable table, StoreRow row) =>
    [
        .. row.Values.Select((value, at) => value is null ? SqlValue.Null : table.Columns[at].Type switch
        {
            ColumnType.Text => row.Text(at),
            ColumnType.Number => row.Number(at),
            _ => (SqlValue)row.Bytes(at),
        }),
    ];

    /// <summary>A database prepares each statement once, so there is one of each.</summary>
    private sealed class Statements
    {
        public Statements(StoreTable table)
        {
            var (columns, key) = (table.Columns.Select(column => column.Name).ToList(), table.Columns.Take(table.Key).Select(column => column.Name).ToList());
            var (all, keys, values) = (string.Join(", ", columns), string.Join(", ", key), string.Join(", ", key.Select(name => $"@{name}")));
            First = new($"select {all} from {table.Name} order by {keys} limit @limit");
            Next = new($"select {all} from {table.Name} where ({keys}) > ({values}) order by {keys} limit @limit");
            Add = new($"insert into {table.Name} ({all}) values ({string.Join(", ", columns.Select(name => $"@{name}"))})");
            Remove = new($"delete from {table.Name} where ({keys}) = ({values})");
            Under = new($"select {all} from {table.Name} where {key[0]} = @{key[0]} order by {keys}");
            Replace = new($"update {table.Name} set {string.Join(", ", columns.Skip(table.Key).Select(name => $"{name} = @{name}"))} where ({keys}) = ({values})");
        }

        public SqlText First { get; }

        public SqlText Next { get; }

        public SqlText Add { get; }

        public SqlText Remove { get; }

        public SqlText Under { get; }

        public SqlText Replace { get; }
    }
}
