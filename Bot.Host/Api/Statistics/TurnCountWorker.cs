using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;

namespace Bot.Host.Api.Statistics;

/// <summary>Adds new turns to the figures of their flows, some thousand at a time, away from the turns themselves.</summary>
internal sealed class TurnCountWorker(IStore store, TimeProvider clock, ILogger<TurnCountWorker> trouble) : BackgroundService
{
    /// <summary>Turns at a time: some milliseconds for the writer, in the batch that it shares with turns.</summary>
    private const int StepSize = 1000;

    /// <summary>A step is followed by a rest so many times as long as it took.</summary>
    private const int RestAfterStep = 9;

    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                for (var begun = clock.GetTimestamp(); await store.CountTurnsAsync(StepSize, stoppingToken); begun = clock.GetTimestamp())
                    await Task.Delay(clock.GetElapsedTime(begun) * RestAfterStep, clock, stoppingToken);
            }
            catch (StoreUnavailableException away)
            {
                trouble.LogWarning("Turns were not counted, the next minute tries again: {Reason}", away.Message);
            }
        }
    }
}
