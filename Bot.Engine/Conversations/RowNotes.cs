using System.Collections.Concurrent;

namespace Bot.Engine.Conversations;

/// <summary>What this process knows of rows that did not end at the first go: since when a sign of them is waited for, and how often somebody said "not now". A row's own count of attempts tells neither: pacing, looking and crashes count there too.</summary>
/// <remarks>Forgotten with the process: whoever comes after it waits anew and counts from zero.</remarks>
internal sealed class RowNotes
{
    /// <summary>Rows that are remembered; those forgotten are waited for once more.</summary>
    private const int Limit = 50_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _waitedForSince = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _setbacks = new(StringComparer.Ordinal);

    /// <summary>Since when a sign of this row is waited for; now, when nobody has begun to.</summary>
    public DateTimeOffset WaitSince(string row, DateTimeOffset now)
    {
        if (_waitedForSince.Count >= Limit) _waitedForSince.Clear();
        return _waitedForSince.GetOrAdd(row, now);
    }

    /// <summary>The wait is over.</summary>
    public void StopWaiting(string row) => _waitedForSince.TryRemove(row, out _);

    /// <summary>Counts a "not now" and tells how many there were.</summary>
    public int Setback(string row)
    {
        if (_setbacks.Count >= Limit) _setbacks.Clear();
        return _setbacks.AddOrUpdate(row, 1, (_, before) => before + 1);
    }

    /// <summary>The row has come to its end.</summary>
    public void Forget(string row)
    {
        _waitedForSince.TryRemove(row, out _);
        _setbacks.TryRemove(row, out _);
    }
}
