using Bot.Host.Background;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.DirectLine;

/// <summary>Removes what pages were told once it is older than transcripts are kept.</summary>
internal sealed class ConversationLogPruner(ConversationLog log, IOptions<RetentionOptions> retention, TimeProvider clock,
    ILogger<ConversationLogPruner> trouble) : PeriodicWork(TimeSpan.FromHours(1), clock)
{
    /// <summary>A host that was away for longer leaves what fell due before.</summary>
    private const int DaysBack = 60;

    public async Task PruneAsync(CancellationToken cancel)
    {
        var youngest = Clock.GetUtcNow() - retention.Value.Transcripts - TimeSpan.FromDays(1);
        for (var day = 0; day < DaysBack; day++)
        {
            while (await log.RemoveAsync(youngest - TimeSpan.FromDays(day), cancel) > 0)
            {
                // Until none is left of that day.
            }
        }
    }

    protected override Task WorkAsync(CancellationToken cancel) => PruneAsync(cancel);

    protected override void OnFailed(Exception failure) => trouble.LogWarning(failure, "Old conversations of Direct Line were not removed");
}
