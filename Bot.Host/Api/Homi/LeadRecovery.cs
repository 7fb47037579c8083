using Bot.Engine.Conversations;
using Bot.Products.Leads;

namespace Bot.Host.Api.Homi;

/// <summary>Finds out, every half minute, what became of leads whose creation was broken off.</summary>
internal sealed class LeadRecovery(LeadService leads, LeadServiceSettings settings, TimeProvider clock, Observers observer) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await leads.RecoverIntentsAsync(settings.Lease, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A lost database: the intents are still there when it is back.
                observer.OnError("lead recovery", failure);
            }
        }
    }
}
