namespace Bot.Engine.Abstractions;

/// <summary>Our own records as lists, page by page.</summary>
/// <remarks>
/// The order is the store's own and stays while records change: a walk through all pages meets every record that stands all the time exactly once. Keys that
/// differ only in a number of the same length, of at most 8 digits behind a slash (<c>608116-001-0001234/00000012</c>), come in the order of the numbers.
/// </remarks>
public interface IRecordLists
{
    /// <summary>Records that carry a look-up value.</summary>
    /// <param name="after">Only records behind the one with this key; empty for the first page.</param>
    Task<IReadOnlyList<StoredRecord>> ListAsync(string kind, string lookup, string value, string after, int limit, CancellationToken cancel);
}
