using Bot.Engine.Abstractions;
using Bot.Products.OneTimeCodes;

namespace Bot.Storage.Spool;

/// <summary>The local store's records, with codes marked so that all of them can be found again. What this disk cannot write is no sign that the database is away, and is told as something else.</summary>
internal sealed class FallbackRecords(IRecordStore records, IRecordLists lists) : IRecordStore
{
    private const string Lookup = "here";
    private const string Here = "yes";
    private const int PageSize = 500;

    private static readonly string[] Kinds = [CodeSync.LeavingKind, CodeSync.StayingKind];

    public Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel) => records.FindAsync(kind, key, cancel);

    public Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel) => records.LookUpAsync(kind, lookup, value, limit, cancel);

    /// <exception cref="IOException">There is no room, or the disk failed.</exception>
    public async Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel)
    {
        try
        {
            return await records.ChangeAsync([.. changes.Select(change => change.Body is not null && Kinds.Contains(change.Kind) ? change with { Lookup = [new(Lookup, Here)] } : change)], cancel);
        }
        catch (StoreUnavailableException broken)
        {
            throw new IOException(broken.Message, broken);
        }
    }

    /// <summary>Keys of codes that are here, or on their way from here; some of them when there are many.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancel)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in Kinds) keys.UnionWith((await lists.ListAsync(kind, Lookup, Here, "", PageSize, cancel)).Select(record => record.Key));
        return [.. keys];
    }
}
