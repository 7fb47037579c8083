using System.Collections.Immutable;
using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Products.OneTimeCodes;

/// <summary>Counts the codes that each caller of the API asks for, in the store, so that hosts count together.</summary>
/// <remarks>What a caller asks for at once is counted by one change: no request waits for those of the others, one after the other.</remarks>
public sealed class CallerLimits(IRecordStore records, ISecrets secrets, TimeProvider clock)
{
    private const string Kind = "otpCaller";
    private const int ConflictLimit = 50;

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();

    // Of callers who are being counted; one who waits for nothing has no entry.
    private readonly Dictionary<string, List<TaskCompletionSource<TimeSpan?>>> _waiting = new(StringComparer.Ordinal);

    /// <summary>Counts one more code.</summary>
    /// <param name="caller">Name of the caller's key, or its address.</param>
    /// <param name="perMinute">Within any 60 seconds; 0 for no limit.</param>
    /// <param name="perDay">From midnight to midnight, UTC; 0 for no limit.</param>
    /// <returns>How long to wait when a limit is reached; null when it was counted.</returns>
    public Task<TimeSpan?> TakeAsync(string caller, int perMinute, int perDay, CancellationToken cancel)
    {
        if (perMinute <= 0 && perDay <= 0) return Task.FromResult<TimeSpan?>(null);

        var taken = new TaskCompletionSource<TimeSpan?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_waiting.TryGetValue(caller, out var waiting))
            {
                waiting.Add(taken);
                return taken.Task.WaitAsync(cancel);
            }

            _waiting.Add(caller, [taken]);
        }

        _ = CountAsync(caller, perMinute, perDay);
        return taken.Task.WaitAsync(cancel);
    }

    /// <summary>Counts for all who wait, until none does.</summary>
    private async Task CountAsync(string caller, int perMinute, int perDay)
    {
        while (true)
        {
            List<TaskCompletionSource<TimeSpan?>> waiting;
            lock (_gate)
            {
                waiting = _waiting[caller];
                if (waiting.Count == 0)
                {
                    _waiting.Remove(caller);
                    return;
                }

                _waiting[caller] = [];
            }

            try
            {
                var (taken, wait) = await TakeAsync(caller, waiting.Count, perMinute, perDay).ConfigureAwait(false);
                for (var i = 0; i < waiting.Count; i++) waiting[i].SetResult(i < taken ? null : wait);
            }
            catch (Exception failure)
            {
                foreach (var one in waiting) one.SetException(failure);
            }
        }
    }

    private async Task<(int Taken, TimeSpan Wait)> TakeAsync(string caller, int wanted, int perMinute, int perDay)
    {
        var key = secrets.Hash("otp.caller", caller);
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var stored = await records.FindAsync(Kind, key, CancellationToken.None).ConfigureAwait(false);
            var before = stored is null ? new() : JsonSerializer.Deserialize(stored.Body, OneTimeCodeJson.Default.CallerCount)!;
            var (next, taken, wait) = before.Taken(wanted, clock.GetUtcNow(), perMinute, perDay);
            if (taken == 0) return (0, wait);

            var body = JsonSerializer.Serialize(next, OneTimeCodeJson.Default.CallerCount);
            if (await records.ChangeAsync([new(Kind, key, stored?.Version ?? 0, body)], CancellationToken.None).ConfigureAwait(false)) return (taken, wait);
        }

        // So many at once are over any limit.
        return (0, Busy);
    }
}

/// <summary>What one caller asked for. Pure rules.</summary>
public sealed record CallerCount
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>A span of sends counts until its last one is a minute old: some are held up 2 seconds longer, the record stays small at any limit.</summary>
    private static readonly TimeSpan Width = TimeSpan.FromSeconds(2);

    /// <summary>Within the last minute, oldest first. What earlier builds wrote has none: it is over within the minute.</summary>
    public ImmutableArray<SendSpan> Spans { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>UTC.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Since the day began.</summary>
    public int Today { get; init; }

    /// <param name="wanted">So many more are asked for.</param>
    /// <returns>How many are allowed, and how long the others wait.</returns>
    internal (CallerCount Next, int Taken, TimeSpan Wait) Taken(int wanted, DateTimeOffset now, int perMinute, int perDay)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var today = new DayCount(Day, Today).On(day);
        var spans = Spans.Where(span => now - span.Last < Minute).Select(span => span.Last > now ? new(now, now, span.Count) : span).ToImmutableArray();
        var ofMinute = perMinute > 0 ? perMinute - spans.Sum(span => span.Count) : int.MaxValue;
        var ofDay = perDay > 0 ? perDay - today : int.MaxValue;
        var taken = Math.Clamp(Math.Min(ofMinute, ofDay), 0, wanted);
        if (perMinute > 0 && taken > 0)
        {
            spans = spans is [.., var newest] && now - newest.First < Width
                ? spans.SetItem(spans.Length - 1, newest with { Last = now, Count = newest.Count + taken })
                : spans.Add(new(now, now, taken));
        }

        var wait = ofDay <= taken ? new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) - now
            : perMinute > 0 ? WaitForNext(spans, perMinute, now) : TimeSpan.Zero;
        return (new() { Spans = spans, Day = day, Today = today + taken }, taken, wait);
    }

    private static TimeSpan WaitForNext(ImmutableArray<SendSpan> spans, int perMinute, DateTimeOffset now)
    {
        var counted = spans.Sum(span => span.Count);
        foreach (var span in spans)
        {
            counted -= span.Count;
            if (counted < perMinute) return span.Last + Minute - now;
        }

        return TimeSpan.Zero;
    }
}

/// <summary>Sends that lie less than a few seconds apart.</summary>
public readonly record struct SendSpan(DateTimeOffset First, DateTimeOffset Last, int Count);
