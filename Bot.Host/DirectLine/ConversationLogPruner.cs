using Bot.Engine.Abstractions;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.DirectLine;

/// <summary>Removes what pages were told once it is older than transcripts are kept.</summary>
internal sealed class ConversationLogPruner(ConversationLog log, IOptions<RetentionOptions> retention, TimeProvider clock,
    ILogger<ConversationLogPruner> trouble) : BackgroundService
{
    /// <summary>A host that was away for longer leaves what fell due before.</summary>
    private const int DaysBack = 60;

    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    public async Task PruneAsync(CancellationToken cancel)
    {
        var youngest = clock.GetUtcNow() - retention.Value.Transcripts - TimeSpan.FromDays(1);
        for (var day = 0; day < DaysBack; day++)
        {
            while (await log.RemoveAsync(youngest - TimeSpan.FromDays(day), cancel) > 0)
            {
                // Until none is left of that day.
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (StoreUnavailableException away)
            {
                trouble.LogWarning("Old conversations of Direct Line were not removed: {Reason}", away.Message);
            }
        }
    }
}
