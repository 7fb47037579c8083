using Bot.Host.Background;

namespace Bot.Host.Publishing;

/// <summary>Removes plans that no one carried out once their time is over, once an hour.</summary>
internal sealed partial class PlanPruner(PlanRecords plans, TimeProvider clock, ILogger<PlanPruner> log) : PeriodicWork(TimeSpan.FromHours(1), clock)
{
    protected override Task WorkAsync(CancellationToken cancel) => plans.PruneAsync(cancel);

    protected override void OnFailed(Exception failure) => NotPruned(failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old plans of publications could not be removed; the next hour tries again")]
    private partial void NotPruned(Exception failure);
}
