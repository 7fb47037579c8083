namespace Bot.Host.Replays;

/// <summary>A clock that stands still until it is moved. Scripted conversations begin at 10 in the morning of a Wednesday in India.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 18, 4, 30, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves on; never back.</summary>
    public void MoveTo(DateTimeOffset now)
    {
        if (now > _now) _now = now;
    }
}
