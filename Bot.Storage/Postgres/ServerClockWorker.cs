using Bot.Engine.Abstractions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Storage.Postgres;

/// <summary>
/// Keeps a <see cref="ServerClock"/> with its server, and says once that this machine's own clock is far from it. Does nothing on another clock.
/// </summary>
internal sealed class ServerClockWorker(TimeProvider clock, ILogger<ServerClockWorker> log) : BackgroundService
{
    /// <summary>Between two questions to the server.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>More than this is told: time services keep clocks within milliseconds.</summary>
    public static readonly TimeSpan Far = TimeSpan.FromSeconds(5);

    /// <summary>How soon a wall clock that was set, or a machine that slept, is noticed.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private bool _isFar;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (clock is not ServerClock server) return;

        using var tick = new PeriodicTimer(Look, clock);
        var asked = clock.GetTimestamp();
        do
        {
            if (server.IsInDoubt || clock.GetElapsedTime(asked) >= Interval)
            {
                asked = clock.GetTimestamp();
                await AskAsync(server, stoppingToken).ConfigureAwait(false);
            }

            Tell(server.OwnAhead);
        }
        while (await tick.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task AskAsync(ServerClock server, CancellationToken stop)
    {
        try
        {
            await server.AskAsync(stop).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is StoreUnavailableException || !stop.IsCancellationRequested)
        {
            log.LogDebug(failure, "The database does not tell its time; the clock goes on as it was");
        }
    }

    private void Tell(TimeSpan ahead)
    {
        if (ahead.Duration() > Far == _isFar) return;

        _isFar = !_isFar;
        var seconds = Math.Round(ahead.Duration().TotalSeconds, 1);
        if (!_isFar) log.LogInformation("This machine's clock is right again by the database's");
        else if (ahead > TimeSpan.Zero) log.LogWarning("This machine's clock is {Seconds} s ahead of the database's, by which all hosts go; set it right", seconds);
        else log.LogWarning("This machine's clock is {Seconds} s behind the database's, by which all hosts go; set it right", seconds);
    }
}
