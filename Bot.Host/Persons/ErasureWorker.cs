using Bot.Host.Background;

namespace Bot.Host.Persons;

/// <summary>Carries out erasures whose time is over, once a minute.</summary>
internal sealed partial class ErasureWorker(PersonService persons, TimeProvider clock, ILogger<ErasureWorker> log)
    : PeriodicWork(TimeSpan.FromMinutes(1), clock)
{
    protected override async Task WorkAsync(CancellationToken cancel)
    {
        if (await persons.PurgeDueAsync(cancel) is > 0 and var done) Done(done);
    }

    protected override void OnFailed(Exception failure) => NotDone(failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "Erasures that are done: {Count}")]
    private partial void Done(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An erasure did not come to its end; the next minute goes on with it")]
    private partial void NotDone(Exception failure);
}
