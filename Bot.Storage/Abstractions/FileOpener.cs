namespace Bot.Storage.Abstractions;

/// <summary>Opens a store that is a file. One host has it, so everything that a process before this one had begun is due at once.</summary>
internal sealed class FileOpener(Func<IStore> open, TimeProvider clock) : IStoreOpener
{
    private readonly Lock _gate = new();
    private Task<int>? _opened;

    public Task OpenAsync(CancellationToken cancel)
    {
        lock (_gate) return (_opened ??= open().ReleaseLeasesAsync("", clock.GetUtcNow(), CancellationToken.None)).WaitAsync(cancel);
    }
}
