namespace Bot.Engine.Conversations.Timers;

/// <summary>
/// Notices when the wall clock moves ahead of the monotonic clock: it was set, or the machine was asleep. What falls due by such a jump waits until it has
/// stood for a while, so that a clock that is set right again expires no question.
/// </summary>
/// <remarks>A jump back needs no watch: what is due comes later, and once.</remarks>
internal sealed class ClockJumpMonitor(TimeProvider clock)
{
    /// <summary>More than any stall of the process, less than any timer that matters.</summary>
    public static readonly TimeSpan Jump = TimeSpan.FromMinutes(5);

    /// <summary>How long a jump is doubted; time services correct a wrong clock within minutes.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromMinutes(10);

    private DateTimeOffset _at = clock.GetUtcNow();
    private long _counted = clock.GetTimestamp();
    private long? _doubtedSince;

    /// <summary>Whether the wall clock may be acted upon. Asked regularly.</summary>
    public bool Trusts()
    {
        var (at, counted) = (clock.GetUtcNow(), clock.GetTimestamp());
        var jumped = at - _at - clock.GetElapsedTime(_counted, counted);
        (_at, _counted) = (at, counted);
        if (jumped > Jump) _doubtedSince = counted;
        else if (jumped < -Jump) _doubtedSince = null;
        if (_doubtedSince is { } since && clock.GetElapsedTime(since, counted) < Doubt) return false;

        _doubtedSince = null;
        return true;
    }
}
