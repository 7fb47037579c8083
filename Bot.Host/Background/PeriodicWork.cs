namespace Bot.Host.Background;

/// <summary>Does a piece of work again and again. What fails is told, and tried again the next time.</summary>
/// <param name="rest">From one time to the next; one that takes longer is followed by the next at once.</param>
internal abstract class PeriodicWork(TimeSpan rest, TimeProvider clock) : BackgroundService
{
    protected TimeProvider Clock => clock;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(rest, clock);
        while (await tick.WaitForNextTickAsync(stoppingToken)) await TryAsync(stoppingToken);
    }

    /// <summary>Does it once.</summary>
    protected async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await WorkAsync(cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            OnFailed(failure);
        }
    }

    protected abstract Task WorkAsync(CancellationToken cancel);

    /// <summary>Tells of a failure.</summary>
    protected abstract void OnFailed(Exception failure);
}
