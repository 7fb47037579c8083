using System.Collections.Concurrent;

namespace Bot.Engine.Conversations.Outbox;

/// <summary>
/// How often this process heard "not now" about a row. The row's own count of attempts does not tell: pacing, waits and crashes count there too.
/// </summary>
/// <remarks>Lost with the process: the next process counts from zero.</remarks>
internal sealed class RetryCounter
{
    /// <summary>Rows that are remembered; those forgotten are counted anew.</summary>
    private const int Limit = 50_000;

    private readonly ConcurrentDictionary<string, int> _byRow = new(StringComparer.Ordinal);

    /// <summary>Counts one more and tells how many there were.</summary>
    public int Count(string row)
    {
        if (_byRow.Count >= Limit) _byRow.Clear();
        return _byRow.AddOrUpdate(row, 1, (_, before) => before + 1);
    }

    /// <summary>The row has come to its end.</summary>
    public void Clear(string row) => _byRow.TryRemove(row, out _);
}
