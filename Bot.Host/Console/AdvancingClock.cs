namespace Bot.Host.Console;

/// <summary>
/// The system's clock, moved ahead on request. Sandbox only: what falls due on the way happens at once, while timers of the process itself run as ever.
/// </summary>
internal sealed class AdvancingClock : TimeProvider
{
    private long _ahead;

    /// <summary>How far it is ahead of the system's.</summary>
    public TimeSpan Ahead => new(Interlocked.Read(ref _ahead));

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    /// <summary>Advances by as much, so that an advance is not taken for a wall clock that moved against the monotonic one.</summary>
    public override long GetTimestamp() => base.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);

    /// <param name="by">More than nothing: time never goes back.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(by, TimeSpan.Zero);
        Interlocked.Add(ref _ahead, by.Ticks);
    }
}
