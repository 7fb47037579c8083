using System.Collections.Immutable;

namespace Bot.Products.OneTimeCodes;

/// <summary>Moments within a window of time that ends now, oldest first. Pure rules.</summary>
internal static class RecentTimes
{
    /// <summary>What lies ahead was written before the clock was set back: it counts from now.</summary>
    public static ImmutableArray<DateTimeOffset> Within(this ImmutableArray<DateTimeOffset> times, TimeSpan window, DateTimeOffset now) =>
        [.. times.Where(time => now - time < window).Select(time => time > now ? now : time)];

    /// <param name="recent">Already within the window.</param>
    /// <returns>How long until one more is allowed; null when it is now.</returns>
    public static TimeSpan? WaitForNext(this ImmutableArray<DateTimeOffset> recent, int most, TimeSpan window, DateTimeOffset now) =>
        recent.Length >= most ? recent[^most] + window - now : null;
}
