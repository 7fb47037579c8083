using Bot.Engine.Abstractions;

namespace Bot.Storage.Writing;

/// <summary>
/// The one writer of a database file: takes everything that waits into one group, has it committed and flushed, then returns to every caller.
/// </summary>
/// <typeparam name="TSession">What the writes work with.</typeparam>
internal abstract class WriteGroups<TSession> : IAsyncDisposable
{
    private static readonly TimeSpan FailureMemory = TimeSpan.FromSeconds(30);

    private readonly Queue<PendingWrite<TSession>> _waiting = [];
    private readonly SemaphoreSlim _room;
    private readonly int _batchLimit;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;
    private (StoreUnavailableException Why, long At)? _failure;

    /// <param name="queueLimit">Writes that may wait.</param>
    /// <param name="batchLimit">Writes in one group.</param>
    protected WriteGroups(int queueLimit, int batchLimit) => (_room, _batchLimit) = (new(queueLimit, queueLimit), batchLimit);

    /// <summary>Why turns were refused in the last half minute, unless one was written since; a small write may still fit where they do not.</summary>
    public StoreUnavailableException? RecentFailure
    {
        get
        {
            lock (_waiting) return _failure is var (why, at) && TimeProvider.System.GetElapsedTime(at) < FailureMemory ? why : null;
        }
    }

    /// <summary>
    /// Does the work in the next group; returns when it is on disk. Waits for room first; cancelling ends that wait only, for afterwards the work may happen.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database could not write it.</exception>
    public async Task<T> WriteAsync<T>(Func<TSession, T> work, Func<T, bool> accept, CancellationToken cancel)
    {
        await _room.WaitAsync(cancel).ConfigureAwait(false);
        var write = new PendingWrite<TSession, T>(work, accept);
        lock (_waiting)
        {
            if (_closed) throw new StoreUnavailableException("The store is closing and takes no more writes.");
            _waiting.Enqueue(write);
            if (_waiting.Count == 1) Monitor.Pulse(_waiting);
        }

        return await write.Done.ConfigureAwait(false);
    }

    /// <summary>Ends after everything that waits is written.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        lock (_waiting)
        {
            _closed = true;
            Monitor.Pulse(_waiting);
        }

        await _ended.Task.ConfigureAwait(false);
    }

    /// <summary>Begins to write. Called once, by the heir, when it is ready.</summary>
    protected void Start() => new Thread(Work) { IsBackground = true, Name = "store writer" }.Start();

    /// <summary>Commits a group and flushes it. A write that is itself at fault is told so and takes nothing else with it.</summary>
    /// <exception cref="Exception">The database failed, and every caller of the group is told.</exception>
    protected abstract void Commit(List<PendingWrite<TSession>> group);

    /// <summary>After a failure of the database: nothing that was open is trusted.</summary>
    /// <returns>The failure in a sentence.</returns>
    protected abstract StoreUnavailableException OnFailed(Exception fault);

    /// <summary>After a group, before the next.</summary>
    /// <param name="writes">In the group.</param>
    protected abstract void OnEnded(int writes);

    /// <summary>After the last group.</summary>
    protected abstract void Close();

    private void Work()
    {
        var batch = new List<PendingWrite<TSession>>(_batchLimit);
        while (Take(batch))
        {
            Flush(batch);
            _room.Release(batch.Count);
            OnEnded(batch.Count);
            batch.Clear();
        }

        Close();
        _ended.SetResult();
    }

    /// <summary>Waits for something to write; false when there will be nothing more.</summary>
    private bool Take(List<PendingWrite<TSession>> batch)
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_closed) Monitor.Wait(_waiting);
            while (batch.Count < _batchLimit && _waiting.TryDequeue(out var next)) batch.Add(next);
            return batch.Count > 0;
        }
    }

    private void Flush(List<PendingWrite<TSession>> batch)
    {
        try
        {
            Commit(batch);
        }
        catch (Exception fault)
        {
            var explained = OnFailed(fault);
            lock (_waiting) _failure = (explained, TimeProvider.System.GetTimestamp());
            foreach (var write in batch) write.Fail(explained);
            return;
        }

        if (_failure is not null && batch.Exists(write => write is PendingWrite<TSession, CommitResult>))
        {
            lock (_waiting)
                _failure = null;
        }

        foreach (var write in batch) write.Complete();
    }
}
