namespace Bot.Tests.Support;

/// <summary>The one clock of all tests: it stands still until it is moved.</summary>
/// <remarks>Timers fire during <see cref="Advance"/>, in the order they fall due by the monotonic clock.</remarks>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _passed;
    private TimeSpan _set;
    private int _timestampReads;

    public ManualClock() : this(new DateTimeOffset(2026, 1, 15, 6, 30, 0, TimeSpan.Zero)) { }

    /// <summary>The wall clock.</summary>
    public DateTimeOffset Now
    {
        get { lock (_gate) return start + _passed + _set; }
    }

    /// <summary>How often the monotonic clock was read: tells when a loop that looks at it first has come round.</summary>
    public int TimestampReads => Volatile.Read(ref _timestampReads);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp()
    {
        Interlocked.Increment(ref _timestampReads);
        lock (_gate) return _passed.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Time passes: both clocks go on, and what falls due on the way fires at its moment.</summary>
    public void Advance(TimeSpan by)
    {
        TimeSpan end;
        lock (_gate) end = _passed + by;
        while (NextDue(end) is { } timer) timer.Fire();
        lock (_gate) _passed = end;
    }

    /// <summary>The wall clock is moved against the monotonic one, ahead or back. No timer fires.</summary>
    public void Set(TimeSpan by)
    {
        lock (_gate) _set += by;
    }

    private ManualTimer? NextDue(TimeSpan end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is not null && next.Due > _passed) _passed = next.Due;
            return next;
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public TimeSpan Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = clock._passed + dueTime;
                clock._timers.Add(this);
                return true;
            }
        }

        public void Fire()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (_period > TimeSpan.Zero)
                {
                    Due += _period;
                    clock._timers.Add(this);
                }
            }
            callback(state);
        }

        public void Dispose()
        {
            lock (clock._gate) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
