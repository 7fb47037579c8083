using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Storage.Sqlite;

/// <summary>Registers the SQLite store.</summary>
public static class SqliteServices
{
    /// <summary>Registers one SQLite file as the store of this host, under every port of <see cref="IStore"/>, with its <see cref="IStoreOpener"/>.</summary>
    /// <remarks>
    /// Consumes <see cref="TimeProvider"/> and what <see cref="SealingServices"/> registers. The file opens at the first use of a port or by
    /// <see cref="IStoreOpener.OpenAsync"/>, whichever comes first.
    /// </remarks>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets at least <see cref="SqliteOptions.Path"/>.</param>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, Action<SqliteOptions> configure)
    {
        services.AddOptions<SqliteOptions>().Configure(configure).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<SqliteOptions>, SqliteOptionsValidator>()
            .AddSingleton(provider => SqliteStore.Open(
                provider.GetRequiredService<IOptions<SqliteOptions>>().Value, provider.GetRequiredService<Sealer>(),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IStoreOpener>(provider => new FileOpener(provider.GetRequiredService<SqliteStore>, provider.GetRequiredService<TimeProvider>()))
            .AddPortsOf<SqliteStore>();
    }
}
