using Bot.Engine.Abstractions;
using Bot.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Bot.Storage.Sqlite;

/// <summary>The one writer: commits everything that waits in one transaction, flushes once, then returns to every caller.</summary>
/// <remarks>
/// A write that is refused or faulty takes nothing else with it: if it had touched anything, the batch is done again with a savepoint around each. A database
/// that fails is told to every caller of the batch; the next batch begins on a fresh connection.
/// </remarks>
internal sealed class GroupCommitter : IAsyncDisposable
{
    private static readonly SqlText Begin = new("begin immediate");
    private static readonly SqlText Commit = new("commit");
    private static readonly SqlText Rollback = new("rollback");
    private static readonly SqlText Savepoint = new("savepoint one_write");
    private static readonly SqlText ReleaseSavepoint = new("release one_write");
    private static readonly SqlText RollbackToSavepoint = new("rollback to one_write");

    private static readonly TimeSpan FailureMemory = TimeSpan.FromSeconds(30);

    private readonly SqliteOptions _options;
    private readonly Queue<PendingWrite> _waiting = [];
    private readonly SemaphoreSlim _room;
    private readonly WalCheckpointer _checkpointer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteSession? _session;
    private bool _closed;
    private (StoreUnavailableException Why, long At)? _failure;

    public GroupCommitter(SqliteOptions options, SqliteSession session)
    {
        _options = options;
        _session = session;
        _room = new(options.QueueLimit, options.QueueLimit);
        _checkpointer = new(options);
        new Thread(Work) { IsBackground = true, Name = "store writer" }.Start();
    }

    /// <summary>Why turns were refused in the last half minute, unless one was written since; a small write may still fit where they do not.</summary>
    public StoreUnavailableException? RecentFailure
    {
        get
        {
            lock (_waiting) return _failure is var (why, at) && TimeProvider.System.GetElapsedTime(at) < FailureMemory ? why : null;
        }
    }

    /// <summary>
    /// Does the work in the next batch; returns when it is on disk. Waits for room first; cancelling ends that wait only, for afterwards the work may happen.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database could not write it.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, Func<T, bool> accept, CancellationToken cancel)
    {
        await _room.WaitAsync(cancel).ConfigureAwait(false);
        var write = new PendingWrite<T>(work, accept);
        lock (_waiting)
        {
            if (_closed) throw new StoreUnavailableException("The store is closing and takes no more writes.");
            _waiting.Enqueue(write);
            if (_waiting.Count == 1) Monitor.Pulse(_waiting);
        }

        return await write.Done.ConfigureAwait(false);
    }

    /// <summary>Ends after everything that waits is written.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_waiting)
        {
            _closed = true;
            Monitor.Pulse(_waiting);
        }

        await _ended.Task.ConfigureAwait(false);
        await _checkpointer.DisposeAsync().ConfigureAwait(false);
    }

    private void Work()
    {
        var batch = new List<PendingWrite>(_options.BatchLimit);
        while (Take(batch))
        {
            Flush(batch);
            _room.Release(batch.Count);
            if (_session is not null) _checkpointer.OnCommitted(_session, batch.Count);
            batch.Clear();
        }

        _session?.Dispose();
        _ended.SetResult();
    }

    /// <summary>Waits for something to write; false when there will be nothing more.</summary>
    private bool Take(List<PendingWrite> batch)
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_closed) Monitor.Wait(_waiting);
            while (batch.Count < _options.BatchLimit && _waiting.TryDequeue(out var next)) batch.Add(next);
            return batch.Count > 0;
        }
    }

    private void Flush(List<PendingWrite> batch)
    {
        try
        {
            _session ??= new SqliteSession(_options.Open(_options.WriterCacheBytes));
            if (!TryCommitTogether(_session, batch)) CommitWithSavepoints(_session, batch);
        }
        catch (Exception fault)
        {
            DropSession();
            var explained = SqliteFault.Explain(fault, _options.Path);
            lock (_waiting) _failure = (explained, TimeProvider.System.GetTimestamp());
            foreach (var write in batch) write.Fail(explained);
            return;
        }

        if (_failure is not null && batch.Exists(write => write is PendingWrite<CommitResult>))
        {
            lock (_waiting)
                _failure = null;
        }

        foreach (var write in batch) write.Complete();
    }

    /// <summary>
    /// All without savepoints: a savepoint copies every page a write touches, which doubles its cost. False, with nothing written, when one write must be taken
    /// back.
    /// </summary>
    private static bool TryCommitTogether(SqliteSession session, List<PendingWrite> batch)
    {
        session.Execute(Begin);
        foreach (var write in batch)
        {
            session.HasChanges = false;
            var accepted = TryRun(session, write);
            if (accepted || !session.HasChanges) continue;
            session.Execute(Rollback);
            return false;
        }

        session.Execute(Commit);
        return true;
    }

    /// <summary>Each behind a savepoint of its own, so that one can be rolled back alone.</summary>
    private static void CommitWithSavepoints(SqliteSession session, List<PendingWrite> batch)
    {
        session.Execute(Begin);
        foreach (var write in batch)
        {
            session.Execute(Savepoint);
            if (!TryRun(session, write)) session.Execute(RollbackToSavepoint);
            session.Execute(ReleaseSavepoint);
        }

        session.Execute(Commit);
    }

    private static bool TryRun(SqliteSession session, PendingWrite write)
    {
        write.SetFault(null);
        try
        {
            return write.Run(session);
        }
        catch (Exception fault) when (session.InTransaction && SqliteFault.IsWriteFault(fault))
        {
            write.SetFault(fault);
            return false;
        }
    }

    // After a failure nothing of the old connection is trusted: not its transaction, not its cache.
    private void DropSession()
    {
        try
        {
            if (_session is { InTransaction: true }) _session.Execute(Rollback);
        }
        catch (SqliteException)
        {
            // The connection is closed next, which rolls back as well.
        }

        _session?.Dispose();
        _session = null;
    }
}
