using Bot.Engine.Abstractions;

namespace Bot.Storage.Postgres;

/// <summary>
/// Writes everything that waits in one transaction, one round trip and one flush, a few such groups side by side; then releases every caller.
/// </summary>
/// <remarks>
/// Two writes with a key in common never stand in one group. A group that the database refuses because of one of its writes is written one by one.
/// </remarks>
/// <param name="keys">What a write must have to itself in its group.</param>
/// <param name="writeGroup">Writes a group: all of it or, with an exception, nothing. Answers in the order of the writes.</param>
internal sealed class CommitBatcher<TWrite, TAnswer>(BatchLimits limits, Func<TWrite, IEnumerable<string>> keys, Func<IReadOnlyList<TWrite>,
    Task<IReadOnlyList<TAnswer>>> writeGroup) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<QueuedWrite<TWrite, TAnswer>> _waiting = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _busy;
    private bool _closing;

    /// <summary>
    /// Writes with the next group; returns when it is on disk. Cancelling ends the wait for a group only, for afterwards the write may happen.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database could not write it, or too many wait already.</exception>
    public async Task<TAnswer> WriteAsync(TWrite write, CancellationToken cancel)
    {
        var waiting = new QueuedWrite<TWrite, TAnswer>(write);
        var idle = false;
        lock (_gate)
        {
            if (_closing) throw new StoreUnavailableException("The store is closing and takes no more writes.");
            if (_waiting.Count >= limits.QueueLimit) throw new StoreUnavailableException($"{limits.QueueLimit} writes wait for the database already.");
            _waiting.Add(waiting);
            idle = _busy < limits.Concurrency;
            if (idle) _busy++;
        }

        if (idle) _ = Task.Run(WorkAsync, CancellationToken.None);
        await using var gone = cancel.UnsafeRegister(static waiting => ((QueuedWrite<TWrite, TAnswer>)waiting!).Cancel(), waiting).ConfigureAwait(false);
        return await waiting.Done.ConfigureAwait(false);
    }

    /// <summary>Ends after everything that waits is written.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closing = true;
            if (_busy == 0) _ended.TrySetResult();
        }

        await _ended.Task.ConfigureAwait(false);
    }

    private async Task WorkAsync()
    {
        while (Take() is { Count: > 0 } group) await FlushAsync(group).ConfigureAwait(false);
    }

    private List<QueuedWrite<TWrite, TAnswer>> Take()
    {
        var (group, taken, left) = (new List<QueuedWrite<TWrite, TAnswer>>(), new HashSet<string>(StringComparer.Ordinal), new List<QueuedWrite<TWrite,
            TAnswer>>());
        lock (_gate)
        {
            var seen = 0;
            for (; seen < _waiting.Count && group.Count < limits.Size; seen++)
            {
                var next = _waiting[seen];
                var own = keys(next.Write).ToList();
                if (own.Exists(taken.Contains))
                {
                    left.Add(next);
                }
                else if (next.TryBegin())
                {
                    taken.UnionWith(own);
                    group.Add(next);
                }
            }

            _waiting.RemoveRange(0, seen);
            _waiting.InsertRange(0, left);
            if (group.Count == 0 && --_busy == 0 && _closing) _ended.TrySetResult();
        }

        return group;
    }

    private async Task FlushAsync(List<QueuedWrite<TWrite, TAnswer>> group)
    {
        try
        {
            var answers = await writeGroup([.. group.Select(one => one.Write)]).ConfigureAwait(false);
            for (var i = 0; i < group.Count; i++) group[i].Complete(answers[i]);
        }
        catch (Exception fault) when (group.Count > 1 && PostgresFault.MayBeOneWrites(fault))
        {
            foreach (var one in group) await FlushAsync([one]).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            foreach (var one in group) one.Fail(fault);

            // Writes that waited meanwhile have lost as much time and would meet the same.
            if (fault is StoreUnavailableException) FailWaiting(fault);
        }
    }

    private void FailWaiting(Exception fault)
    {
        List<QueuedWrite<TWrite, TAnswer>> waiting;
        lock (_gate)
        {
            waiting = [.. _waiting.Where(one => one.TryBegin())];
            _waiting.Clear();
        }

        foreach (var one in waiting) one.Fail(fault);
    }
}

/// <param name="Concurrency">Groups under way side by side: one is worked out by the server while another is flushed.</param>
/// <param name="Size">Writes in one group at most.</param>
/// <param name="QueueLimit">Writes that may wait; more are refused.</param>
internal sealed record BatchLimits(int Concurrency, int Size, int QueueLimit = 20_000);

/// <summary>A write that waits for its group: begun or cancelled, never both.</summary>
internal sealed class QueuedWrite<TWrite, TAnswer>(TWrite write)
{
    // The caller continues on another thread: this one belongs to the next group.
    private readonly TaskCompletionSource<TAnswer> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _decided;

    public TWrite Write => write;

    public Task<TAnswer> Done => _done.Task;

    /// <summary>False when its caller no longer waits.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref _decided, 1) == 0;

    public void Cancel()
    {
        if (TryBegin()) _done.TrySetCanceled();
    }

    public void Complete(TAnswer answer) => _done.TrySetResult(answer);

    public void Fail(Exception fault) => _done.TrySetException(fault);
}
