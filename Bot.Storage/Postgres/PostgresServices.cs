using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Spool;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Bot.Storage.Postgres;

/// <summary>Registers the PostgreSQL store.</summary>
public static class PostgresServices
{
    /// <summary>
    /// Registers one PostgreSQL database as the store of this host, under every port of <see cref="IStore"/>, with its <see cref="IStoreOpener"/> and the local
    /// fallback that keeps webhooks and one-time codes while the server is away.
    /// </summary>
    /// <remarks>
    /// Consumes <see cref="TimeProvider"/> (a <see cref="ServerClock"/> where hosts share the database), logging, what <see cref="SealingServices"/>
    /// registers, and the engine with its channels.
    /// A host starts without the server; it does not start with a wrong password, database or key: <see cref="IStoreOpener.OpenAsync"/> throws then.
    /// </remarks>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets at least <see cref="PostgresOptions.Url"/>.</param>
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, Action<PostgresOptions> configure)
    {
        services.AddOptions<PostgresOptions>().Configure(configure).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<PostgresOptions>, PostgresOptionsValidator>()
            .AddSingleton(provider => new DeferredStore(() => OpenAsync(provider)))
            .AddSingleton<IHostedService>(provider =>
                new ServerClockWorker(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ServerClockWorker>>()))
            .AddLocalFallback(provider => LocationOf(provider.GetRequiredService<IOptions<PostgresOptions>>().Value))
            .AddPortsOf<DeferredStore>();
    }

    /// <summary>Npgsql's own connection string for a <c>DATABASE_URL</c>, for a second user of the same database with a pool of its own.</summary>
    /// <param name="connections">The most that it may have open.</param>
    /// <exception cref="ArgumentException">It is no such URL.</exception>
    public static string ConnectionStringOf(string url, int connections)
    {
        if (!PostgresConnection.TryParse(url, out var connection, out var fault)) throw new ArgumentException(fault, nameof(url));
        return new NpgsqlConnectionStringBuilder(connection.ConnectionString) { MaxPoolSize = connections, MaxAutoPrepare = 0 }.ConnectionString;
    }

    private static SpoolLocation LocationOf(PostgresOptions options) => new(options.SpoolFolder, options.SpoolSizeLimit);

    private static async Task<IStore> OpenAsync(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<PostgresOptions>>().Value;
        if (!PostgresConnection.TryParse(options.Url, out var connection, out var fault)) throw new InvalidOperationException(fault);
        var store = await PostgresStore.OpenAsync(connection, provider.GetRequiredService<Sealer>(), provider.GetRequiredService<TimeProvider>())
            .ConfigureAwait(false);
        await provider.GetRequiredService<LocalFallback>().KeepHashingAsync().ConfigureAwait(false);
        if (store.Pooled) provider.GetRequiredService<ILogger<PostgresStore>>().LogInformation("{Database} is behind a pooler: no statement is prepared", connection.Name);
        return store;
    }
}
