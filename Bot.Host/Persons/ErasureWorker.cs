namespace Bot.Host.Persons;

/// <summary>Carries out erasures whose time is over, once a minute.</summary>
internal sealed partial class ErasureWorker(PersonService persons, TimeProvider clock, ILogger<ErasureWorker> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Rest, clock);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await persons.PurgeDueAsync(stoppingToken) is > 0 and var done) Done(done);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotDone(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Erasures that are done: {Count}")]
    private partial void Done(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An erasure did not come to its end; the next minute goes on with it")]
    private partial void NotDone(Exception failure);
}
