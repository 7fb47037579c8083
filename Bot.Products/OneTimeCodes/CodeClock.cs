namespace Bot.Products.OneTimeCodes;

/// <summary>How long codes have been out by the clock that only counts: one that is set back lengthens no code of this process. Of other processes' codes the clock on the wall is all there is.</summary>
/// <param name="life">Of a code.</param>
internal sealed class CodeClock(TimeSpan life, TimeProvider clock)
{
    /// <summary>More than are sent within a few minutes; beyond that the oldest are forgotten first.</summary>
    private const int Limit = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Serial, long Since)> _begun = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, int Serial)> _order = new();

    public void Begin(string key, int serial)
    {
        lock (_gate)
        {
            _begun[key] = (serial, clock.GetTimestamp());
            _order.Enqueue((key, serial));
            while (_order.Count > Limit)
            {
                var oldest = _order.Dequeue();
                if (_begun.TryGetValue(oldest.Key, out var life) && life.Serial == oldest.Serial) _begun.Remove(oldest.Key);
            }
        }
    }

    /// <summary>False also of a code that this process did not begin.</summary>
    public bool IsOver(string key, int serial)
    {
        lock (_gate) return _begun.TryGetValue(key, out var begun) && begun.Serial == serial && clock.GetElapsedTime(begun.Since) >= life;
    }
}
