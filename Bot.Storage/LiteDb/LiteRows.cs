using System.Runtime.CompilerServices;
using Bot.Storage.Tables;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>The rows of a LiteDB file.</summary>
/// <param name="file">What they are read from.</param>
/// <param name="write">Has the writer do something.</param>
internal sealed class LiteRows(LiteDbFile file, Func<Action<LiteWriter>, CancellationToken, Task> write) : IStoredRows
{
    private const int PageSize = 500;

    private static readonly Dictionary<StoreTable, LiteTable> Tables = LiteTable.All.ToDictionary(table => table.Shape);

    public async IAsyncEnumerable<IReadOnlyList<StoreRow>> ReadAsync(StoreTable table, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var pass = file.BeginPass();
        foreach (var page in pass.Pages(Tables[table]))
        {
            cancel.ThrowIfCancellationRequested();
            yield return [.. page.Select(row => Read(table, row))];
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    public Task AddAsync(StoreTable table, IReadOnlyList<StoreRow> rows, CancellationToken cancel) => write(
        session =>
        {
            foreach (var row in rows) session.Insert(Tables[table], Document(table, row));
            session.Reload();
        },
        cancel);

    public Task RemoveAsync(StoreTable table, StoreRow row, CancellationToken cancel) =>
        write(
            session =>
            {
                session.Delete(Tables[table], [Tables[table].Complete(Document(table, row))]);
                session.Reload();
            },
            cancel);

    public async Task<IReadOnlyList<StoreRow>> UnderAsync(StoreTable table, string first, CancellationToken cancel)
    {
        var documents = await file.ReadAsync(
            session => table.Key > 1 ? session.Under(Tables[table], int.MaxValue, false, first)
                : session.Find(Tables[table], first) is { } found ? [found] : [],
            cancel).ConfigureAwait(false);
        return documents.ConvertAll(row => Read(table, row));
    }

    public async Task<IReadOnlyList<StoreRow>> WithAsync(StoreTable table, string column, IReadOnlyList<string> values, CancellationToken cancel)
    {
        var found = new List<StoreRow>();
        if (table.Columns[0].Name == column)
        {
            foreach (var value in values.Distinct(StringComparer.Ordinal)) found.AddRange(await UnderAsync(table, value, cancel).ConfigureAwait(false));
            return found;
        }

        var (at, wanted) = (Array.FindIndex(table.Columns, one => one.Name == column), values.ToHashSet(StringComparer.Ordinal));
        await foreach (var page in ReadAsync(table, cancel).ConfigureAwait(false)) found.AddRange(page.Where(row => wanted.Contains(row.Text(at))));
        return found;
    }

    public async Task<IReadOnlyList<StoreRow>> NewestTurnsAsync(string flow, string trigger, int looked, int limit, CancellationToken cancel)
    {
        // A page at a time, so that writers wait for none of it and little of the log is in memory at once.
        var (found, before) = (new List<StoreRow>(), long.MaxValue);
        for (var seen = 0; seen < looked && found.Count < limit && before > 0; seen += PageSize)
        {
            var (to, size) = (before, Math.Min(PageSize, looked - seen));
            var page = await file.ReadAsync(session => session.By(LiteTable.Turns, "seq", 0L, to, size, backwards: true), cancel).ConfigureAwait(false);
            found.AddRange(page.Where(row => row.Text("flow") == flow && row.Text("by_trigger") == trigger).Select(row => Read(StoreTable.Turns, row)));
            before = page.Count < PageSize ? 0 : page[^1].Number("seq") - 1;
        }

        return found.Count > limit ? found[..limit] : found;
    }

    public async Task<IReadOnlyList<StoreRow>> TurnsBetweenAsync(long after, long upTo, int limit, CancellationToken cancel)
    {
        var found = await file.ReadAsync(session => session.By(LiteTable.Turns, "seq", after + 1, upTo, limit), cancel).ConfigureAwait(false);
        return found.ConvertAll(row => Read(StoreTable.Turns, row));
    }

    public Task<IReadOnlyList<StoreRow>> TurnsBeforeAsync(string name, long version, int limit, CancellationToken cancel) =>
        file.ReadAsync<IReadOnlyList<StoreRow>>(
            session =>
            [
                .. TurnRows.All(session, name).Where(row => row.Number("version") is > 0 and var at && at < version)
                    .OrderByDescending(row => row.Number("version")).Take(limit).Select(row => Read(StoreTable.Turns, row)),
            ],
            cancel);

    public Task<IReadOnlyList<StoreRow>> NewestLettersAsync(int limit, CancellationToken cancel) =>
        file.ReadAsync<IReadOnlyList<StoreRow>>(
            session =>
            [
                .. session.By(LiteTable.DeadLetters, "at", 0L, long.MaxValue, limit, backwards: true)
                    .Select(row => new StoreRow([row.Text("conversation"), row.Text("id"), row.Text("kind"), Array.Empty<byte>(), row.Number("at")]))
                    .OrderByDescending(row => row.Number(4)).ThenBy(row => row.Text(0), StringComparer.Ordinal)
                    .ThenBy(row => row.Text(1), StringComparer.Ordinal),
            ],
            cancel);

    public Task ChangeAsync(StoreTable table, IReadOnlyList<StoreRow> removed, IReadOnlyList<StoreRow> replaced, CancellationToken cancel) =>
        removed.Count + replaced.Count == 0 ? Task.CompletedTask : write(
            session =>
            {
                session.Delete(Tables[table], [.. removed.Select(row => Tables[table].Complete(Document(table, row)))]);
                foreach (var document in replaced.Select(row => Tables[table].Complete(Document(table, row))))
                {
                    if (session.Between(Tables[table], document["_id"].AsString, document["_id"].AsString, 1).Count > 0) session.Update(Tables[table], document);
                }

                session.Reload();
            },
            cancel);

    private static StoreRow Read(StoreTable table, BsonDocument row) => new(
    [
        .. table.Columns.Select(column => row[column.Name].IsNull ? (object?)null : column.Type switch
        {
            ColumnType.Text => row.Text(column.Name),
            ColumnType.Number => row.Number(column.Name),
            _ => row.Bytes(column.Name),
        }),
    ]);

    private static BsonDocument Document(StoreTable table, StoreRow row)
    {
        var document = new BsonDocument();
        for (var at = 0; at < table.Columns.Length; at++)
        {
            document[table.Columns[at].Name] = row.Values[at] is null ? BsonValue.Null : table.Columns[at].Type switch
            {
                ColumnType.Text => row.Text(at),
                ColumnType.Number => row.Number(at),
                _ => row.Bytes(at),
            };
        }

        return document;
    }
}
