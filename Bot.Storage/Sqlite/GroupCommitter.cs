using Bot.Engine.Abstractions;
using Bot.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Bot.Storage.Sqlite;

/// <summary>The one writer: takes everything that waits into one transaction, flushes once, then releases every caller.</summary>
/// <remarks>A write that is refused or faulty takes nothing else with it: if it had touched anything, the batch is done again with a savepoint around each. A database that fails is told to every caller of the batch; the next batch begins on a fresh connection.</remarks>
internal sealed class GroupCommitter : IAsyncDisposable
{
    private static readonly SqlText Begin = new("begin immediate");
    private static readonly SqlText Commit = new("commit");
    private static readonly SqlText Rollback = new("rollback");
    private static readonly SqlText Mark = new("savepoint one_write");
    private static readonly SqlText Keep = new("release one_write");
    private static readonly SqlText Undo = new("rollback to one_write");

    private static readonly TimeSpan RefusedKept = TimeSpan.FromSeconds(30);

    private readonly SqliteOptions _options;
    private readonly Queue<Write> _waiting = [];
    private readonly SemaphoreSlim _room;
    private readonly WalCheckpointer _folding;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteSession? _session;
    private bool _closed;
    private (StoreUnavailableException Why, long At)? _refused;

    public GroupCommitter(SqliteOptions options, SqliteSession session)
    {
        _options = options;
        _session = session;
        _room = new(options.QueueLimit, options.QueueLimit);
        _folding = new(options);
        new Thread(Work) { IsBackground = true, Name = "store writer" }.Start();
    }

    /// <summary>Why turns were refused in the last half minute, unless one was written since; a small write may still fit where they do not.</summary>
    public StoreUnavailableException? Refused
    {
        get
        {
            lock (_waiting) return _refused is var (why, at) && TimeProvider.System.GetElapsedTime(at) < RefusedKept ? why : null;
        }
    }

    /// <summary>Does the work in the next batch; returns when it is on disk. Waits for room first; cancelling ends that wait only, for afterwards the work may happen.</summary>
    /// <exception cref="StoreUnavailableException">The database could not write it.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, Func<T, bool> stands, CancellationToken cancel)
    {
        await _room.WaitAsync(cancel).ConfigureAwait(false);
        var write = new Write<T>(work, stands);
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
        await _folding.DisposeAsync().ConfigureAwait(false);
    }

    private void Work()
    {
        var batch = new List<Write>(_options.BatchLimit);
        while (Take(batch))
        {
            Flush(batch);
            _room.Release(batch.Count);
            if (_session is not null) _folding.Between(_session, batch.Count);
            batch.Clear();
        }

        _session?.Dispose();
        _ended.SetResult();
    }

    /// <summary>Waits for something to write; false when there will be nothing more.</summary>
    private bool Take(List<Write> batch)
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_closed) Monitor.Wait(_waiting);
            while (batch.Count < _options.BatchLimit && _waiting.TryDequeue(out var next)) batch.Add(next);
            return batch.Count > 0;
        }
    }

    private void Flush(List<Write> batch)
    {
        try
        {
            _session ??= new SqliteSession(_options.Open(_options.WriterCacheBytes));
            if (!Together(_session, batch)) Apart(_session, batch);
        }
        catch (Exception fault)
        {
            Abandon();
            var explained = SqliteFault.Explain(fault, _options.Path);
            lock (_waiting) _refused = (explained, TimeProvider.System.GetTimestamp());
            foreach (var write in batch) write.Fail(explained);
            return;
        }

        if (_refused is not null && batch.Exists(write => write is Write<CommitResult>))
            lock (_waiting)
                _refused = null;
        foreach (var write in batch) write.Release();
    }

    /// <summary>All in one go, without marks: a savepoint copies every page a write touches, which doubles its cost. False, with nothing written, when one write must be taken back.</summary>
    private static bool Together(SqliteSession session, List<Write> batch)
    {
        session.Execute(Begin);
        foreach (var write in batch)
        {
            session.Touched = false;
            var stands = Stands(session, write);
            if (stands || !session.Touched) continue;
            session.Execute(Rollback);
            return false;
        }

        session.Execute(Commit);
        return true;
    }

    /// <summary>Each behind a mark of its own, so that one can be taken back alone.</summary>
    private static void Apart(SqliteSession session, List<Write> batch)
    {
        session.Execute(Begin);
        foreach (var write in batch)
        {
            session.Execute(Mark);
            if (!Stands(session, write)) session.Execute(Undo);
            session.Execute(Keep);
        }

        session.Execute(Commit);
    }

    private static bool Stands(SqliteSession session, Write write)
    {
        write.Blame(null);
        try
        {
            return write.Run(session);
        }
        catch (Exception fault) when (session.InTransaction && SqliteFault.IsOfTheWrite(fault))
        {
            write.Blame(fault);
            return false;
        }
    }

    // After a failure nothing of the old connection is trusted: not its transaction, not its cache.
    private void Abandon()
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
