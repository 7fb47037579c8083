using Bot.Engine.Abstractions;

namespace Bot.Tests.Support;

/// <summary>Records of which the first change is overtaken: another host's comes between its reading and its writing.</summary>
public sealed class OvertakenRecords(IRecordStore inner, Func<Task> other) : IRecordStore
{
    private Func<Task>? _other = other;

    public Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel) => inner.FindAsync(kind, key, cancel);

    public Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel) =>
        inner.LookUpAsync(kind, lookup, value, limit, cancel);

    public async Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _other, null) is { } first) await first();
        return await inner.ChangeAsync(changes, cancel);
    }
}
