using Bot.Engine.Abstractions;
using Bot.Engine.Conversations.Outbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Storage.Spool;

/// <summary>Runs the local fallback: brings what it keeps to the database, sends what its outbox holds, and removes what is no longer needed.</summary>
internal sealed class LocalFallbackWorker(SpoolDrainer drainer, OutboxPump pump, IConversationStore store, TimeProvider clock, ILogger<LocalFallbackWorker> log) : BackgroundService
{
    /// <summary>Delivery events of a message come within days.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private const int BatchSize = 200;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(drainer.RunAsync(stoppingToken), pump.RunAsync(stoppingToken), PruneAsync(stoppingToken));

    private async Task PruneAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(Pause, clock);
        while (await tick.WaitForNextTickAsync(stop).ConfigureAwait(false))
        {
            try
            {
                var before = clock.GetUtcNow() - Kept;
                while (await store.PruneAsync(new(before, before, before), BatchSize, stop).ConfigureAwait(false) > 0)
                {
                    // Each batch waits its turn at the one writer of the file.
                }
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                log.LogWarning(failure, "Old rows of the local fallback could not be removed; the next minute tries again");
            }
        }
    }
}
