using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Bot.Storage.Sealing;

/// <summary>What was worked out before, for some of the many it may be asked of; when it is full it begins anew.</summary>
/// <remarks>It counts by itself: a ConcurrentDictionary is counted under all of its locks, which stops every thread that uses it.</remarks>
/// <param name="limit">Entries kept at most, but for those that several threads add at once.</param>
internal sealed class BoundedCache<TKey, TValue>(int limit, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, TValue> _entries = new(comparer);
    private int _count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _entries.TryGetValue(key, out value);

    /// <returns>The value that is kept: the first one where several threads add it.</returns>
    public TValue Add(TKey key, TValue value)
    {
        if (Volatile.Read(ref _count) >= limit)
        {
            Interlocked.Exchange(ref _count, 0);
            _entries.Clear();
        }

        var kept = _entries.GetOrAdd(key, value);
        if (ReferenceEquals(kept, value)) Interlocked.Increment(ref _count);
        return kept;
    }
}
