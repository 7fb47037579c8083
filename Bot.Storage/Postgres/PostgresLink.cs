using Bot.Engine.Abstractions;
using Bot.Storage.Sql;
using Npgsql;

namespace Bot.Storage.Postgres;

/// <summary>Runs statements on a bounded number of connections. A write is one batch: one round trip, one transaction, all or nothing.</summary>
/// <remarks>
/// Cancellation ends the wait for a connection or for an answer to a read; a write that has left is waited for, as long as
/// <see cref="PostgresConnection.Timeout"/>.
/// </remarks>
internal sealed class PostgresLink(NpgsqlDataSource source, string name) : ISqlRunner, IAsyncDisposable
{
    /// <summary>Attempts of one write; losing a deadlock in each of them is an error of the caller.</summary>
    private const int Tries = 5;

    /// <summary>Statements that the database answered, so that those who wait for a connection know whether it still does.</summary>
    private long _answers;

    /// <summary>Writes the statements, or nothing when one of them refuses.</summary>
    /// <param name="repeatable">The same write again would find out that it was written before: then it may be sent anew on a fresh connection when the first
    /// broke under it.</param>
    /// <exception cref="StoreUnavailableException">The database could not write it, or did not say so.</exception>
    public Task<CommitResult> RunAsync(IReadOnlyList<SqlStep> steps, CancellationToken cancel, bool repeatable = false) =>
        WithRetryAsync(
            async connection =>
            {
                using var batch = Batch(connection, steps);
                try
                {
                    await batch.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
                    return CommitResult.Committed;
                }
                catch (PostgresException refused) when (refused is { SqlState: PostgresText.Refused, BatchCommand: { } guard })
                {
                    return steps[batch.BatchCommands.IndexOf(guard)].Refusal;
                }
            },
            repeatable,
            cancel);

    /// <summary>Runs the statements as one transaction; returns how many rows each of them touched.</summary>
    public Task<List<int>> ExecuteAsync(IReadOnlyList<SqlStep> steps, CancellationToken cancel) =>
        WithRetryAsync(
            async connection =>
            {
                using var batch = Batch(connection, steps);
                await batch.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
                return Touched(batch);
            },
            repeatable: false,
            cancel);

    /// <summary>The same in a transaction block, two round trips more: what locks a table is refused in a batch alone.</summary>
    public Task<List<int>> ExecuteInBlockAsync(IReadOnlyList<SqlStep> steps, CancellationToken cancel) =>
        WithRetryAsync(
            async connection =>
            {
                var block = await connection.BeginTransactionAsync(CancellationToken.None).ConfigureAwait(false);
                await using var blockScope = block.ConfigureAwait(false);
                using var batch = Batch(connection, steps);
                await batch.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
                await block.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return Touched(batch);
            },
            repeatable: false,
            cancel);

    /// <summary>Runs the statements as one transaction, behind the locks; returns the rows that they answer with.</summary>
    /// <param name="locks">Runs first; its rows are not returned.</param>
    public Task<List<T>> RunLockedAsync<T>(ColumnStep locks, IReadOnlyList<ColumnStep> steps, Func<SqlRow, T> read, bool repeatable) =>
        WithRetryAsync(
            async connection =>
            {
                using var batch = new NpgsqlBatch(connection);
                batch.BatchCommands.Add(PostgresText.Command(locks));
                foreach (var step in steps) batch.BatchCommands.Add(PostgresText.Command(step));
                var reader = await batch.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
                await using var readerScope = reader.ConfigureAwait(false);
                var (row, rows) = (new PostgresRow(reader), new List<T>());
                while (await reader.NextResultAsync(CancellationToken.None).ConfigureAwait(false))
                    while (await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false)) rows.Add(read(row));
                return rows;
            },
            repeatable,
            CancellationToken.None);

    /// <summary>Runs a statement that writes and answers with rows.</summary>
    public Task<List<T>> ExecuteReturningAsync<T>(SqlStep step, Func<SqlRow, T> read, CancellationToken cancel) =>
        WithRetryAsync(connection => ReadAsync(connection, [step], read, CancellationToken.None), repeatable: false, cancel);

    /// <summary>Reads the rows of several questions, one after the other, in one round trip.</summary>
    public Task<List<T>> QueryAsync<T>(IReadOnlyList<SqlStep> steps, Func<SqlRow, T> read, CancellationToken cancel) =>
        WithRetryAsync(connection => ReadAsync(connection, steps, read, cancel), repeatable: true, cancel);

    public Task<List<T>> QueryAsync<T>(SqlStep step, Func<SqlRow, T> read, CancellationToken cancel) =>
        QueryAsync([step], read, cancel);

    /// <summary>Reads the rows of a question about many at once.</summary>
    public Task<List<T>> QueryAsync<T>(ColumnStep step, Func<SqlRow, T> read, CancellationToken cancel) =>
        WithRetryAsync(
            async connection =>
            {
                using var batch = new NpgsqlBatch(connection);
                batch.BatchCommands.Add(PostgresText.Command(step));
                return await ReadAsync(batch, read, cancel).ConfigureAwait(false);
            },
            repeatable: true,
            cancel);

    /// <summary>Asks the server for its time.</summary>
    public Task AskAsync(ServerClock clock, CancellationToken cancel) =>
        WithRetryAsync(
            async connection =>
            {
                await clock.AskAsync(connection).ConfigureAwait(false);
                return true;
            },
            repeatable: true,
            cancel);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<T> WithRetryAsync<T>(Func<NpgsqlConnection, Task<T>> work, bool repeatable, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var connection = await ConnectAsync(cancel).ConfigureAwait(false);
                await using var connectionScope = connection.ConfigureAwait(false);
                var result = await work(connection).ConfigureAwait(false);
                Interlocked.Increment(ref _answers);
                return result;
            }
            catch (Exception fault) when (
                tries < Tries && (PostgresFault.IsConflict(fault) || (repeatable && tries == 1 && PostgresFault.IsConnectionFailure(fault))))
            {
                // A server that was started anew leaves the pool full of dead connections.
                if (!PostgresFault.IsConflict(fault)) source.Clear();
            }
            catch (Exception fault) when (PostgresFault.IsDatabaseFailure(fault))
            {
                throw PostgresFault.Explain(fault, name);
            }
        }
    }

    /// <summary>A connection of the pool. Waits for its turn as long as the database answers those before: a crowd is no outage.</summary>
    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancel)
    {
        while (true)
        {
            var answers = Interlocked.Read(ref _answers);
            try
            {
                return await source.OpenConnectionAsync(cancel).ConfigureAwait(false);
            }
            catch (NpgsqlException full) when (full.InnerException is TimeoutException && Interlocked.Read(ref _answers) != answers)
            {
                // Nothing was sent; the wait goes on.
            }
        }
    }

    private static List<int> Touched(NpgsqlBatch batch) => [.. Enumerable.Range(0, batch.BatchCommands.Count).Select(i => (int)batch.BatchCommands[i].Rows)];

    private static NpgsqlBatch Batch(NpgsqlConnection connection, IReadOnlyList<SqlStep> steps)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var step in steps) batch.BatchCommands.Add(PostgresText.Command(step));
        return batch;
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlConnection connection, IReadOnlyList<SqlStep> steps, Func<SqlRow, T> read, CancellationToken cancel)
    {
        using var batch = Batch(connection, steps);
        return await ReadAsync(batch, read, cancel).ConfigureAwait(false);
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlBatch batch, Func<SqlRow, T> read, CancellationToken cancel)
    {
        var reader = await batch.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var row = new PostgresRow(reader);
        List<T> rows = [];
        do
        {
            while (await reader.ReadAsync(cancel).ConfigureAwait(false)) rows.Add(read(row));
        }
        while (await reader.NextResultAsync(cancel).ConfigureAwait(false));

        return rows;
    }
}
