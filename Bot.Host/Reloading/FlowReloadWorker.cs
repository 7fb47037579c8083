using Bot.Host.Background;

namespace Bot.Host.Reloading;

/// <summary>Looks at the files now and then, so that faults are told when they are saved and not with the next message.</summary>
internal sealed class FlowReloadWorker(FlowReload reload, TimeProvider clock, ILogger<FlowReloadWorker> log)
    : PeriodicWork(TimeSpan.FromMilliseconds(500), clock)
{
    protected override Task WorkAsync(CancellationToken cancel) => reload.RefreshAsync(cancel);

    protected override void OnFailed(Exception failure) => log.LogError(failure, "The edited flows could not be looked at");
}
