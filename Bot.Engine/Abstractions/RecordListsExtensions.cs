using System.Runtime.CompilerServices;

namespace Bot.Engine.Abstractions;

/// <summary>Whole lists of records.</summary>
public static class RecordListsExtensions
{
    private const int PageSize = 200;

    /// <summary>All records that carry a look-up value, in the order of the list and a page at a time; what was read may be removed meanwhile.</summary>
    public static async IAsyncEnumerable<StoredRecord> AllAsync(this IRecordLists lists, string kind, string lookup, string value,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(lists);
        for (var after = ""; ;)
        {
            var page = await lists.ListAsync(kind, lookup, value, after, PageSize, cancel).ConfigureAwait(false);
            foreach (var record in page) yield return record;
            if (page.Count < PageSize) yield break;
            after = page[^1].Key;
        }
    }

    /// <summary>Removes of such a list what is due. What another writer changes meanwhile stays until the next time.</summary>
    /// <returns>Records that were removed.</returns>
    public static async Task<int> RemoveAsync(this IRecordLists lists, IRecordStore records, string kind, string lookup, string value,
        Func<StoredRecord, bool> isDue, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(isDue);
        var removed = 0;
        await foreach (var row in lists.AllAsync(kind, lookup, value, cancel).ConfigureAwait(false))
        {
            if (isDue(row) && await records.ChangeAsync([new(row.Kind, row.Key, row.Version, null)], cancel).ConfigureAwait(false)) removed++;
        }

        return removed;
    }
}
