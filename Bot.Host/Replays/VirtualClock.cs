namespace Bot.Host.Replays;

/// <summary>A clock that stands still until it is moved. Scripted conversations begin at 10 in the morning of a Wednesday in India.</summary>
/// <param name="begin">Its first moment.</param>
internal sealed class VirtualClock(DateTimeOffset begin) : TimeProvider
{
    private static readonly DateTimeOffset UsualBegin = new(2026, 11, 18, 4, 30, 0, TimeSpan.Zero);

    private DateTimeOffset _now = begin;

    public VirtualClock() : this(UsualBegin) { }

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves on; never back.</summary>
    public void MoveTo(DateTimeOffset now)
    {
        if (now > _now) _now = now;
    }
}
