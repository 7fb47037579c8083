using Bot.Host.Background;
using Bot.Host.Figures;
using Bot.Storage.Abstractions;

namespace Bot.Host.Api.Statistics;

/// <summary>Adds new turns to the figures of their flows, some thousand at a time, away from the turns themselves.</summary>
internal sealed class TurnCountWorker(IStore store, FigureCounter figures, TimeProvider clock, ILogger<TurnCountWorker> trouble)
    : PeriodicWork(TimeSpan.FromMinutes(1), clock)
{
    /// <summary>Turns at a time: some milliseconds for the writer, in the batch that it shares with turns.</summary>
    private const int StepSize = 1000;

    /// <summary>A step is followed by a rest so many times as long as it took.</summary>
    private const int RestAfterStep = 9;

    protected override async Task WorkAsync(CancellationToken cancel)
    {
        await CountAsync(store.CountTurnsAsync, cancel);
        await CountAsync(figures.CountAsync, cancel);
    }

    private async Task CountAsync(Func<int, CancellationToken, Task<bool>> step, CancellationToken cancel)
    {
        for (var begun = Clock.GetTimestamp(); await step(StepSize, cancel); begun = Clock.GetTimestamp())
            await Task.Delay(Clock.GetElapsedTime(begun) * RestAfterStep, Clock, cancel);
    }

    protected override void OnFailed(Exception failure) => trouble.LogWarning(failure, "Turns were not counted, the next minute tries again");
}
