namespace Bot.Host.Webhooks;

/// <summary>Lets one of many in a minute be told of.</summary>
internal sealed class OncePerMinute
{
    private long _next;

    /// <summary>Whether a minute is over since it was told of last.</summary>
    public bool IsDue(DateTimeOffset now)
    {
        var next = Interlocked.Read(ref _next);
        return now.UtcTicks >= next && Interlocked.CompareExchange(ref _next, (now + TimeSpan.FromMinutes(1)).UtcTicks, next) == next;
    }
}
