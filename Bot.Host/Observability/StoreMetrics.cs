using System.Diagnostics.Metrics;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Products.OneTimeCodes;
using Bot.Storage.Abstractions;
using Bot.Storage.Postgres;

namespace Bot.Host.Observability;

/// <summary>
/// Figures that stand in the database: what waits in the outbox and for how long, dead letters, sessions by state, one-time codes sent today. Looked up now
/// and then; a scrape reads what was found last.
/// </summary>
internal sealed class StoreMetrics : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Sessions have no index by state, for every turn would have to write it: counting reads them all.</summary>
    private static readonly TimeSpan RestAfterCount = TimeSpan.FromMinutes(1);

    /// <summary>And never takes more than a hundredth of one reader.</summary>
    private const int RestPerCount = 100;

    private readonly IConversationStore _store;
    private readonly IConversationInspector _inspector;
    private readonly CodeBudgets? _budgets;
    private readonly TimeProvider _clock;
    private readonly ILogger<StoreMetrics> _log;
    private volatile StoreHealth? _health;
    /// <summary>The figure of sessions by flow and state.</summary>
    public const string Sessions = "bot.sessions";

    private volatile IReadOnlyList<Measurement<long>> _sessions = [];
    private DateTimeOffset _nextCount;

    public StoreMetrics(IConversationStore store, IConversationInspector inspector, IMeterFactory meters, TimeProvider clock, ILogger<StoreMetrics> log,
        CodeBudgets? budgets = null, Alarms? alarms = null)
    {
        (_store, _inspector, _clock, _log, _budgets) = (store, inspector, clock, log, budgets);
        var meter = meters.Create(HostTelemetry.Name);
        meter.CreateObservableGauge("bot.outbox.pending", () => Found(health => health.PendingOutbox), "{row}", "Messages and calls that have not ended");
        meter.CreateObservableGauge("bot.outbox.lag", () => Found(Lag), "s", "Age of the oldest message or call that has not ended");
        meter.CreateObservableGauge("bot.dead_letters", () => Found(health => health.DeadLetters), "{letter}", "What a person must look at");
        meter.CreateObservableGauge("bot.dead_letters.by_kind", LettersByKind, "{letter}", "What a person must look at, by kind");
        meter.CreateObservableGauge(Sessions, () => _sessions, "{session}", "Sessions by flow and state");
        meter.CreateObservableGauge("bot.codes.budget", CodesSent, "{limit}", "One-time codes sent today, of those that a channel may carry in a day");
        meter.CreateObservableGauge("bot.clock.offset", OwnClockAhead, "s", "How far this machine's clock is ahead of the database's, by which all hosts go");
        meter.CreateObservableGauge("bot.alarms", () => Alarmed(alarms), "{alarm}", "What needs a person and cannot be mended by the host, by name");
    }

    /// <summary>Looks everything up that is due.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var now = _clock.GetUtcNow();
        _health = await _store.HealthAsync(now, cancel).WaitAsync(Timeout, _clock, cancel);
        foreach (var budget in _budgets?.All ?? []) await budget.StateAsync(cancel).WaitAsync(Timeout, _clock, cancel);
        if (now < _nextCount) return;

        var begun = _clock.GetTimestamp();
        var states = await _inspector.CountByStateAsync(cancel);
        _sessions = [.. states.Select(state => new Measurement<long>(state.Sessions, new("bot.flow", state.Flow), new("bot.state", state.State)))];
        var rest = _clock.GetElapsedTime(begun) * RestPerCount;
        _nextCount = now + (rest > RestAfterCount ? rest : RestAfterCount);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Rest, _clock);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // What was found before is not true any more: no figure says so better than an old one.
                _health = null;
                _log.LogDebug(failure, "The database's figures cannot be looked up");
            }
        }
    }

    /// <summary>One of each name; without any there is a zero, so that a rule on it is never without a figure.</summary>
    private static IEnumerable<Measurement<long>> Alarmed(Alarms? alarms) => alarms?.Open switch
    {
        null => [],
        [] => [new(0, new KeyValuePair<string, object?>("bot.alarm", ""))],
        var open => open.Select(alarm => new Measurement<long>(1, new KeyValuePair<string, object?>("bot.alarm", alarm.Name))),
    };

    /// <summary>Without any there is a zero, so that a rule on it is never without a figure.</summary>
    private IEnumerable<Measurement<long>> LettersByKind() => _health?.DeadLettersByKind switch
    {
        null => [],
        { IsEmpty: true } => [new(0, new KeyValuePair<string, object?>("bot.kind", ""))],
        var kinds => kinds.Select(kind => new Measurement<long>(kind.Value, new KeyValuePair<string, object?>("bot.kind", kind.Key))),
    };

    private IEnumerable<Measurement<T>> Found<T>(Func<StoreHealth, T> figure) where T : struct => _health is { } health ? [new(figure(health))] : [];

    private IEnumerable<Measurement<double>> CodesSent() =>
        from state in (_budgets?.All ?? []).Select(budget => budget.State)
        where state.Limit > 0
        select new Measurement<double>((double)state.Sent / state.Limit, new KeyValuePair<string, object?>("bot.channel", state.Channel));

    /// <summary>Nothing where the host goes by its own clock.</summary>
    private IEnumerable<Measurement<double>> OwnClockAhead() => _clock is ServerClock server ? [new(server.OwnAhead.TotalSeconds)] : [];

    private double Lag(StoreHealth health) => health.OldestPending is { } oldest ? Math.Max(0, (_clock.GetUtcNow() - oldest).TotalSeconds) : 0;
}
