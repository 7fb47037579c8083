namespace Bot.Host.Reloading;

/// <summary>Looks at the files now and then, so that faults are told when they are saved and not with the next message.</summary>
internal sealed class FlowReloadWorker(FlowReload reload, TimeProvider clock, ILogger<FlowReloadWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await reload.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "The edited flows could not be looked at");
            }
        }
    }
}
