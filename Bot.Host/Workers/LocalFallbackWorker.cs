using Bot.Storage.Spool;

namespace Bot.Host.Workers;

/// <summary>The stand-in's own: brings what it keeps to the database when that is back, sends what stands in its outbox, removes what is no longer needed.</summary>
internal sealed class LocalFallbackWorker(SpoolDrainer flush, OutboxWorker outbox, PruneWorker prune) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await outbox.StartAsync(cancellationToken);
        await prune.StartAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await prune.StopAsync(cancellationToken);
        await outbox.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        prune.Dispose();
        outbox.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => flush.RunAsync(stoppingToken);
}
