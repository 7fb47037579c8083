namespace Bot.Products.OneTimeCodes;

/// <summary>
/// Measures codes of this process by the monotonic clock: a wall clock that moves back lengthens none of them. Codes of other processes have the wall clock
/// alone.
/// </summary>
/// <param name="expiry">How long a code may be used.</param>
internal sealed class CodeClock(TimeSpan expiry, TimeProvider clock)
{
    /// <summary>Codes that are remembered, more than are sent within a few minutes; beyond that the oldest go first.</summary>
    private const int Limit = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Serial, long Since)> _started = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, int Serial)> _order = new();

    public void Start(string key, int serial)
    {
        lock (_gate)
        {
            _started[key] = (serial, clock.GetTimestamp());
            _order.Enqueue((key, serial));
            while (_order.Count > Limit)
            {
                var oldest = _order.Dequeue();
                if (_started.TryGetValue(oldest.Key, out var known) && known.Serial == oldest.Serial) _started.Remove(oldest.Key);
            }
        }
    }

    /// <summary>Whether a code has expired; false also for a code that another process issued.</summary>
    public bool HasElapsed(string key, int serial)
    {
        lock (_gate) return _started.TryGetValue(key, out var started) && started.Serial == serial && clock.GetElapsedTime(started.Since) >= expiry;
    }
}
