namespace Bot.Engine.Abstractions;

/// <summary>Our own records as lists, page by page.</summary>
/// <remarks>
/// The order is that of the keys, byte by byte, also while records change: a walk through all pages meets every record that stands all the time exactly once.
/// </remarks>
public interface IRecordLists
{
    /// <summary>Records that carry a look-up value, in order of their keys.</summary>
    /// <param name="after">Only keys behind this one; empty for the first page.</param>
    Task<IReadOnlyList<StoredRecord>> ListAsync(string kind, string lookup, string value, string after, int limit, CancellationToken cancel);
}
