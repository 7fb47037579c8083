using Bot.Engine.Abstractions;

namespace Bot.Products.OneTimeCodes;

/// <summary>Records at the <see cref="IStoreFallback"/>, with codes marked so that all of them can be found again.</summary>
public sealed class FallbackCodeRecords(IRecordStore records, IRecordLists lists) : IRecordStore
{
    private const string Lookup = "here";
    private const string Here = "yes";
    private const int PageSize = 500;

    private static readonly string[] Kinds = [CodeSync.LeavingKind, CodeSync.StayingKind];

    public Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel) => records.FindAsync(kind, key, cancel);

    public Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel) => records.LookUpAsync(kind, lookup, value, limit, cancel);

    /// <exception cref="IOException">There is no room, or the disk failed.</exception>
    public Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel) =>
        records.ChangeAsync([.. changes.Select(change => change.Body is not null && Kinds.Contains(change.Kind) ? change with { Lookup = [new(Lookup, Here)] } : change)], cancel);

    /// <summary>Keys of codes that are here, or on their way from here; at most a page of each.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancel)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in Kinds) keys.UnionWith((await lists.ListAsync(kind, Lookup, Here, "", PageSize, cancel).ConfigureAwait(false)).Select(record => record.Key));
        return [.. keys];
    }
}
