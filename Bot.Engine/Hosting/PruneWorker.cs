using Bot.Engine.Abstractions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Engine.Hosting;

/// <summary>Removes what is no longer needed, a little at a time.</summary>
/// <param name="transcriptKept">How long what was said is kept.</param>
/// <param name="inputsKept">How long what was heard is kept.</param>
/// <param name="finishedKept">How long outbox rows are kept that ended.</param>
internal sealed partial class PruneWorker(IConversationStore store, TimeSpan transcriptKept, TimeSpan inputsKept, TimeSpan finishedKept, TimeProvider clock,
    ILogger<PruneWorker> log) : BackgroundService
{
    /// <summary>Providers deliver again for 7 days; a day more covers clocks and queues.</summary>
    private static readonly TimeSpan HandledKept = TimeSpan.FromDays(8);

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    /// <summary>Rows of each kind at a time: some milliseconds for the writer, in the batch it shares with turns.</summary>
    private const int StepSize = 200;

    /// <summary>A step is followed by a rest so many times as long as it took: pruning never has more than a fifth of the writer, and less when others
    /// wait for it, too.</summary>
    private const int RestAfterStep = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Rest, clock);
        while (await tick.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                var now = clock.GetUtcNow();
                var begun = clock.GetTimestamp();
                var outdated = new Outdated(now - HandledKept, now - finishedKept, now - transcriptKept) { HeardBefore = now - inputsKept };
                while (await store.PruneAsync(outdated, StepSize, stoppingToken).ConfigureAwait(false) > 0)
                {
                    await Task.Delay(clock.GetElapsedTime(begun) * RestAfterStep, clock, stoppingToken).ConfigureAwait(false);
                    begun = clock.GetTimestamp();
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotPruned(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old rows could not be removed; the next minute tries again")]
    private partial void NotPruned(Exception failure);
}
