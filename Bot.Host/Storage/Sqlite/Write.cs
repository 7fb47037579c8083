namespace Bot.Host.Storage.Sqlite;

/// <summary>Something that waits for the writer.</summary>
internal abstract class Write
{
    /// <summary>Does the work; false when nothing of it may stand.</summary>
    public abstract bool Run(SqliteSession session);

    /// <summary>Tells the caller that the work is on disk.</summary>
    public abstract void Release();

    /// <summary>Tells the caller why it is not. Only the first word counts.</summary>
    public abstract void Fail(Exception fault);
}

/// <param name="work">What to do; its answer goes to the caller after the flush.</param>
/// <param name="stands">Whether what was done may stay, by its answer.</param>
internal sealed class Write<T>(Func<SqliteSession, T> work, Func<T, bool> stands) : Write
{
    // The caller goes on elsewhere: the writer's thread belongs to the next batch.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _answer = default!;

    public Task<T> Done => _done.Task;

    public override bool Run(SqliteSession session) => stands(_answer = work(session));

    public override void Release() => _done.TrySetResult(_answer);

    public override void Fail(Exception fault) => _done.TrySetException(fault);
}
