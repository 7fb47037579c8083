using System.Text.Json;
using Bot.Engine.Abstractions;
using Microsoft.Extensions.Logging;

namespace Bot.Products.OneTimeCodes;

/// <summary>How many one-time codes this deployment sends over one channel between midnight and midnight, UTC: counted in the store, over all hosts.</summary>
/// <remarks>
/// A host takes sends in blocks of a thousandth of the limit, 1 to 100, so that not every code changes one record; what it took and did not use before it
/// stops counts as sent. While the database is away a host counts alone, and adds that when it is back. At 80 % there is a warning, once a day over all hosts.
/// </remarks>
/// <param name="limit">0 for no limit.</param>
/// <param name="isAway">The database is known to be away, and codes are kept on this host.</param>
public sealed partial class CodeBudget(string channel, int limit, IRecordStore records, TimeProvider clock, ILogger log, Func<bool> isAway) : IDisposable
{
    internal const string Kind = "otpBudget";
    private const int ConflictLimit = 50;

    private readonly int _block = Math.Clamp(limit / 1000, 1, 100);
    private readonly SemaphoreSlim _reserving = new(1, 1);
    private readonly Lock _gate = new();
    private DateOnly _day;
    private int _left;
    private int _owed;
    private int _known;
    private bool _toldSpent;

    /// <summary>Takes one send.</summary>
    /// <param name="count">False: only asks, for a code that is not sent at all; the answer is as for one that is.</param>
    /// <returns>How long to wait when the day's sends are used up; null when one was taken.</returns>
    /// <exception cref="StoreUnavailableException">The database is away, and this was not known.</exception>
    public async Task<TimeSpan?> TakeAsync(bool count, CancellationToken cancel)
    {
        if (limit <= 0 || TryTake(count)) return null;

        await _reserving.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (TryTake(count)) return null;
            if (isAway()) return TryTakeAlone(count) ? null : ToMidnight();
            return await ReserveAsync(cancel).ConfigureAwait(false) && TryTake(count) ? null : ToMidnight();
        }
        finally
        {
            _reserving.Release();
        }
    }

    /// <summary>Gives one back: it did not leave.</summary>
    public void Return()
    {
        if (limit <= 0) return;

        lock (_gate)
        {
            if (_day == Today) _left++;
        }
    }

    /// <summary>What was sent today, over all hosts; a block that a host is at counts as sent.</summary>
    /// <exception cref="StoreUnavailableException">The database is away.</exception>
    public async Task<CodeBudgetState> StateAsync(CancellationToken cancel)
    {
        var (_, count) = limit <= 0 ? default : await FindAsync(Today, cancel).ConfigureAwait(false);
        lock (_gate)
        {
            Begin(Today);
            _known = Math.Max(_known, count);
        }
        return State;
    }

    /// <summary>As far as this host knows without asking the store.</summary>
    public CodeBudgetState State
    {
        get
        {
            lock (_gate) return new(channel, _day == Today ? _known + _owed : 0, limit);
        }
    }

    public void Dispose() => _reserving.Dispose();

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private TimeSpan ToMidnight() => new DateTimeOffset(Today.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) - clock.GetUtcNow();

    private bool TryTake(bool count)
    {
        lock (_gate)
        {
            Begin(Today);
            if (_left == 0) return false;
            if (count) _left--;
            return true;
        }
    }

    private bool TryTakeAlone(bool count)
    {
        lock (_gate)
        {
            Begin(Today);
            if (_known + _owed >= limit) return false;
            if (count) _owed++;
            return true;
        }
    }

    private async Task<bool> ReserveAsync(CancellationToken cancel)
    {
        var today = Today;
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var (version, count) = await FindAsync(today, cancel).ConfigureAwait(false);
            int owed;
            lock (_gate) owed = _owed;
            var before = count + owed;
            var block = Math.Min(_block, limit - before);
            if (block <= 0)
            {
                TellSpent(before);
                return false;
            }

            var next = JsonSerializer.Serialize(new DayCount(today, before + block), OneTimeCodeJson.Default.DayCount);
            if (!await records.ChangeAsync([new(Kind, channel, version, next)], cancel).ConfigureAwait(false)) continue;

            lock (_gate)
            {
                Begin(today);
                (_left, _owed, _known) = (_left + block, _owed - owed, before + block);
            }
            var alarm = new CodeBudgetState(channel, before + block, limit);
            if (alarm.IsNearlySpent && !new CodeBudgetState(channel, count, limit).IsNearlySpent) NearlySpent(log, channel, alarm.Sent, limit);
            return true;
        }
        throw new InvalidOperationException($"A record of kind {Kind} changed {ConflictLimit} times under us.");
    }

    private async Task<(long Version, int Count)> FindAsync(DateOnly today, CancellationToken cancel) =>
        await records.FindAsync(Kind, channel, cancel).ConfigureAwait(false) is { } stored
            ? (stored.Version, JsonSerializer.Deserialize(stored.Body, OneTimeCodeJson.Default.DayCount)!.On(today))
            : (0, 0);

    private void TellSpent(int sent)
    {
        lock (_gate)
        {
            Begin(Today);
            _known = sent - _owed;
            if (_toldSpent) return;
            _toldSpent = true;
        }
        Spent(log, channel, limit);
    }

    /// <summary>What is left of another day's block is over with the day.</summary>
    private void Begin(DateOnly today)
    {
        if (_day == today) return;
        (_day, _left, _owed, _known, _toldSpent) = (today, 0, 0, 0, false);
    }

    [LoggerMessage(LogLevel.Warning, "{Sent} of the {Limit} one-time codes a day over {Channel} are sent; at the limit none leaves until midnight UTC")]
    private static partial void NearlySpent(ILogger log, string channel, int sent, int limit);

    [LoggerMessage(LogLevel.Error, "All {Limit} one-time codes a day over {Channel} are sent; none leaves until midnight UTC")]
    private static partial void Spent(ILogger log, string channel, int limit);
}

/// <summary>What was sent over a channel today, of how many.</summary>
/// <param name="Channel"><c>sms</c> or <c>whatsapp</c>.</param>
/// <param name="Limit">0 for no limit.</param>
public sealed record CodeBudgetState(string Channel, int Sent, int Limit)
{
    /// <summary>80 % are sent.</summary>
    public bool IsNearlySpent => Limit > 0 && Sent * 5L >= Limit * 4L;
}

/// <summary>A count that begins anew each day, UTC. Pure rules.</summary>
public sealed record DayCount(DateOnly Day, int Count)
{
    /// <summary>A day that lies ahead was written before the clock was set back: it counts as today's.</summary>
    public int On(DateOnly today) => Day >= today ? Count : 0;
}

/// <summary>The budget of each channel that carries codes.</summary>
/// <param name="Sms">Login codes of agents.</param>
/// <param name="WhatsApp">Codes of the API and of the lead flow, as templates.</param>
public sealed record CodeBudgets(CodeBudget Sms, CodeBudget WhatsApp) : IDisposable
{
    /// <summary>Both.</summary>
    public IReadOnlyList<CodeBudget> All { get; } = [Sms, WhatsApp];

    public void Dispose()
    {
        foreach (var budget in All) budget.Dispose();
    }
}
