using System.Globalization;

namespace Bot.Gateways.Channels;

/// <summary>Providers' times: unix seconds or milliseconds, as number or text, and ISO times without a zone, which mean UTC.</summary>
internal static class WireTime
{
    // From here on it can only be milliseconds: as seconds it would be the year 33658.
    private const long FirstMilliseconds = 1_000_000_000_000;

    // WhatsApp began in 2009; a number before that or from the next century is no time.
    private static readonly DateTimeOffset Earliest = new(2009, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The time that the first readable text tells; null when none does.</summary>
    public static DateTimeOffset? Read(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (One(text) is { } time && time >= Earliest && time < Latest)
                return time;
        }

        return null;
    }

    private static DateTimeOffset? One(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unix))
        {
            var milliseconds = unix >= FirstMilliseconds ? unix : unix * 1000;
            return milliseconds <= Latest.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }
}
