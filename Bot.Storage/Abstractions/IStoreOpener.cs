using Bot.Engine.Abstractions;
using Microsoft.Extensions.Hosting;

namespace Bot.Storage.Abstractions;

/// <summary>Opens the registered store before anything uses it. A host runs it before its hosted services start; commands and tests await it themselves.</summary>
public interface IStoreOpener
{
    /// <summary>Opens the database, brings its schema up to date, and releases what a dead process had begun. A second call does nothing.</summary>
    /// <param name="cancel">Ends the wait; what was opened stays open until the container is disposed.</param>
    /// <exception cref="StoreUnavailableException">The database cannot be used, and waiting does not help.</exception>
    Task OpenAsync(CancellationToken cancel);
}

/// <summary>Opens the store before the first hosted service starts.</summary>
internal sealed class StoreOpening(IStoreOpener opener) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => opener.OpenAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
