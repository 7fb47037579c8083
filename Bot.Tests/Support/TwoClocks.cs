namespace Bot.Tests.Support;

/// <summary>The clock on the wall and the one that counts, moved apart. A waiting tick comes when it is told to.</summary>
internal sealed class TwoClocks : TimeProvider
{
    private readonly List<Tick> _ticks = [];
    private TimeSpan _passed;
    private TimeSpan _set;
    private int _looks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        Interlocked.Increment(ref _looks);
        return _passed.Ticks;
    }

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero) + _passed + _set;

    public void Pass(TimeSpan time) => _passed += time;

    public void Set(TimeSpan by) => _set += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var tick = new Tick(() => callback(state));
        lock (_ticks) _ticks.Add(tick);
        return tick;
    }

    /// <summary>One tick, and then another that finds the first one's work done: whoever ticks looks at the time that counts first of all.</summary>
    public async Task TickAsync()
    {
        var looks = Volatile.Read(ref _looks);
        while (Volatile.Read(ref _looks) < looks + 2)
        {
            Tick[] ticks;
            lock (_ticks) ticks = [.. _ticks];
            foreach (var tick in ticks) tick.Ring();
            await Task.Yield();
        }
    }

    private sealed class Tick(Action ring) : ITimer
    {
        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
