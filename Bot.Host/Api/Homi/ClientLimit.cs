using System.Collections.Concurrent;

namespace Bot.Host.Api.Homi;

/// <summary>At most so many sends per minute and caller, counted exactly over the last 60 seconds, in this process: with several hosts each counts for itself.</summary>
/// <param name="limit">0 for no limit.</param>
internal sealed class ClientLimit(int limit, TimeProvider clock)
{
    /// <summary>More callers than this at once and those that were silent for a minute are forgotten.</summary>
    private const int MostCallers = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _sends = new();

    /// <returns>Null when the caller may send; else how long it must wait.</returns>
    public TimeSpan? Take(string caller)
    {
        if (limit <= 0) return null;

        var now = clock.GetUtcNow();
        if (_sends.Count > MostCallers) RemoveExpired(now);
        while (true)
        {
            var sends = _sends.GetOrAdd(caller, _ => new());
            lock (sends)
            {
                // It may have been forgotten between the look-up and the lock.
                if (!_sends.TryGetValue(caller, out var current) || current != sends) continue;

                while (sends.TryPeek(out var oldest) && now - oldest >= Window) sends.Dequeue();
                if (sends.Count >= limit) return sends.Peek() + Window - now;

                sends.Enqueue(now);
                return null;
            }
        }
    }

    private void RemoveExpired(DateTimeOffset now)
    {
        foreach (var entry in _sends)
            lock (entry.Value)
                if (entry.Value.All(sent => now - sent >= Window))
                    _sends.TryRemove(entry);
    }
}
