namespace Bot.Host.Background;

/// <summary>Keeps in memory what stands in the database: looks it up before the host serves, and again and again afterwards.</summary>
/// <param name="rest">Until a change on another host is known here.</param>
internal abstract class PeriodicLook(TimeSpan rest, TimeProvider clock) : PeriodicWork(rest, clock)
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Looks it up.</summary>
    public abstract Task LookAsync(CancellationToken cancel);

    protected sealed override Task WorkAsync(CancellationToken cancel) => LookAsync(cancel);
}
