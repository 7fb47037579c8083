using Bot.Engine.Conversations;
using Microsoft.Extensions.Hosting;

namespace Bot.Products.Leads;

/// <summary>Finds out, every half minute, what became of leads whose creation was broken off.</summary>
public sealed class LeadRecoveryWorker(LeadService leads, LeadOptions options, TimeProvider clock, IEngineObserver observer) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await leads.RecoverIntentsAsync(options.Lease, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A lost database: the intents are still there when it is back.
                observer.OnError("lead recovery", failure);
            }
        }
    }
}
