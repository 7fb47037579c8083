using System.Collections.Immutable;
using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Products.OneTimeCodes;

/// <summary>Counts the codes that each caller of the API asks for, in the store, so that hosts count together.</summary>
public sealed class CallerLimits(IRecordStore records, ISecrets secrets, TimeProvider clock)
{
    private const string Kind = "otpCaller";
    private const int ConflictLimit = 50;

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);

    /// <summary>Counts one more code.</summary>
    /// <param name="caller">Name of the caller's key, or its address.</param>
    /// <param name="perMinute">Within any 60 seconds; 0 for no limit.</param>
    /// <param name="perDay">From midnight to midnight, UTC; 0 for no limit.</param>
    /// <returns>How long to wait when a limit is reached; null when it was counted.</returns>
    public async Task<TimeSpan?> TakeAsync(string caller, int perMinute, int perDay, CancellationToken cancel)
    {
        if (perMinute <= 0 && perDay <= 0) return null;

        var key = secrets.Hash("otp.caller", caller);
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var stored = await records.FindAsync(Kind, key, cancel).ConfigureAwait(false);
            var before = stored is null ? new() : JsonSerializer.Deserialize(stored.Body, OneTimeCodeJson.Default.CallerCount)!;
            var (next, wait) = before.Taken(clock.GetUtcNow(), perMinute, perDay);
            if (wait is not null) return wait;

            var body = JsonSerializer.Serialize(next, OneTimeCodeJson.Default.CallerCount);
            if (await records.ChangeAsync([new(Kind, key, stored?.Version ?? 0, body)], cancel).ConfigureAwait(false)) return null;
        }

        // So many at once are over any limit.
        return Busy;
    }
}

/// <summary>What one caller asked for. Pure rules.</summary>
public sealed record CallerCount
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Within the last minute, oldest first.</summary>
    public ImmutableArray<DateTimeOffset> Sends { get; init; } = [];

    /// <summary>UTC.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Since the day began.</summary>
    public int Today { get; init; }

    internal (CallerCount Next, TimeSpan? Wait) Taken(DateTimeOffset now, int perMinute, int perDay)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var today = Day == day ? Today : 0;
        var sends = Sends.Within(Minute, now);
        if (perDay > 0 && today >= perDay) return (this, new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) - now);
        if (perMinute > 0 && sends.WaitForNext(perMinute, Minute, now) is { } wait) return (this, wait);

        return (new() { Sends = perMinute > 0 ? sends.Add(now) : [], Day = day, Today = today + 1 }, null);
    }
}
