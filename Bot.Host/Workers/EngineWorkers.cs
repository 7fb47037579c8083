using Bot.Engine.Abstractions;
using Bot.Engine.Conversations.Outbox;

namespace Bot.Host.Workers;

/// <summary>Sends what the turns left in the outbox.</summary>
internal sealed class OutboxWorker(OutboxPump pump) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => pump.RunAsync(stoppingToken);
}

/// <summary>Removes what is no longer needed, a little at a time.</summary>
/// <param name="transcriptKept">How long what was said is kept.</param>
internal sealed class PruneWorker(IConversationStore store, TimeSpan transcriptKept, TimeProvider clock, ILogger<PruneWorker> log) : BackgroundService
{
    /// <summary>Meta delivers again for 7 days; a day more covers clocks and queues.</summary>
    private static readonly TimeSpan HandledKept = TimeSpan.FromDays(8);

    /// <summary>Status events and questions about a message come within days.</summary>
    private static readonly TimeSpan FinishedKept = TimeSpan.FromDays(30);

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    /// <summary>Rows of each kind at a time: some milliseconds for the writer, in the batch it shares with turns.</summary>
    private const int StepSize = 200;

    /// <summary>A step is followed by a rest so many times as long as it took: pruning never has more than a fifth of the writer, and less when others wait for it, too.</summary>
    private const int RestAfterStep = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Rest, clock);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var now = clock.GetUtcNow();
                var begun = clock.GetTimestamp();
                while (await store.PruneAsync(new(now - HandledKept, now - FinishedKept, now - transcriptKept), StepSize, stoppingToken) > 0)
                {
                    await Task.Delay(clock.GetElapsedTime(begun) * RestAfterStep, clock, stoppingToken);
                    begun = clock.GetTimestamp();
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "Old rows could not be removed; the next minute tries again");
            }
        }
    }
}
