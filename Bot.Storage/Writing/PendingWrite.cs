namespace Bot.Storage.Writing;

/// <summary>A write that waits for the writer.</summary>
/// <typeparam name="TSession">What the writer works with.</typeparam>
internal abstract class PendingWrite<TSession>
{
    private Exception? _fault;

    /// <summary>Does the work; false when it must be rolled back. May be called again after a rollback.</summary>
    public abstract bool Run(TSession session);

    /// <summary>This write is itself at fault, and its caller will be told when the batch ends; null when it is tried anew.</summary>
    public void SetFault(Exception? fault) => _fault = fault;

    /// <summary>Tells the caller that the batch is on disk.</summary>
    public void Complete()
    {
        if (_fault is null) Succeed();
        else Fail(_fault);
    }

    /// <summary>Tells the caller why it is not.</summary>
    public abstract void Fail(Exception fault);

    protected abstract void Succeed();
}

/// <param name="work">What to do; its answer goes to the caller after the flush.</param>
/// <param name="accept">Whether the write is committed, by its answer.</param>
internal sealed class PendingWrite<TSession, T>(Func<TSession, T> work, Func<T, bool> accept) : PendingWrite<TSession>
{
    // The caller continues on another thread: the writer's belongs to the next batch.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _answer = default!;

    public Task<T> Done => _done.Task;

    public override bool Run(TSession session) => accept(_answer = work(session));

    public override void Fail(Exception fault) => _done.TrySetException(fault);

    protected override void Succeed() => _done.TrySetResult(_answer);
}
