using System.Collections.Concurrent;
using Bot.Engine.Abstractions;
using Bot.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Bot.Storage.Sqlite;

/// <summary>A few connections that only read, side by side with the writer and each other. Every read sees all that was committed before it began.</summary>
internal sealed class ReadPool(SqliteOptions options) : ISqlRunner, IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Readers, options.Readers);
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    /// <exception cref="StoreUnavailableException">The database could not be read.</exception>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (!_idle.TryTake(out var session)) session = Open();
            try
            {
                var answer = read(session);
                _idle.Add(session);
                return answer;
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        catch (SqliteException fault)
        {
            throw SqliteFault.Explain(fault, options.Path);
        }
        finally
        {
            _free.Release();
        }
    }

    public Task<List<T>> QueryAsync<T>(SqlStep step, Func<SqlRow, T> read, CancellationToken cancel) => ReadAsync(session => session.Query(step, read), cancel);

    Task<List<int>> ISqlRunner.ExecuteAsync(IReadOnlyList<SqlStep> steps, CancellationToken cancel) => throw new NotSupportedException("These connections only read.");

    public void Dispose()
    {
        while (_idle.TryTake(out var session)) session.Dispose();
        _free.Dispose();
    }

    private SqliteSession Open()
    {
        var connection = options.Open();
        SqliteConnections.Run(connection, "pragma query_only = on");
        return new(connection);
    }
}
