using Bot.Engine.Abstractions;

namespace Bot.Storage.Spool;

/// <summary>Records on this disk. A write that the disk refuses throws <see cref="IOException"/>, for <see cref="StoreUnavailableException"/> would mean that the database is away.</summary>
internal sealed class LocalRecords(IRecordStore records) : IRecordStore
{
    public Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel) => records.FindAsync(kind, key, cancel);

    public Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel) => records.LookUpAsync(kind, lookup, value, limit, cancel);

    /// <exception cref="IOException">There is no room, or the disk failed.</exception>
    public async Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel)
    {
        try
        {
            return await records.ChangeAsync(changes, cancel).ConfigureAwait(false);
        }
        catch (StoreUnavailableException broken)
        {
            throw new IOException(broken.Message, broken);
        }
    }
}
