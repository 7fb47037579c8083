using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Storage.LiteDb;

/// <summary>Registers the LiteDB store.</summary>
public static class LiteDbServices
{
    /// <summary>Registers one LiteDB file as the store of this host, under every port of <see cref="IStore"/>, with its <see cref="IStoreOpener"/>.</summary>
    /// <remarks>
    /// Consumes <see cref="TimeProvider"/> and what <see cref="SealingServices"/> registers. The file opens at the first use of a port or by
    /// <see cref="IStoreOpener.OpenAsync"/>, whichever comes first, and is held against other processes until the container is disposed.
    /// </remarks>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets at least <see cref="LiteDbOptions.Path"/>.</param>
    public static IServiceCollection AddLiteDbStore(this IServiceCollection services, Action<LiteDbOptions> configure)
    {
        services.AddOptions<LiteDbOptions>().Configure(configure).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<LiteDbOptions>, LiteDbOptionsValidator>()
            .AddSingleton(provider => LiteDbStore.Open(
                provider.GetRequiredService<IOptions<LiteDbOptions>>().Value, provider.GetRequiredService<Sealer>(),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IStoreOpener>(provider => new FileOpener(provider.GetRequiredService<LiteDbStore>, provider.GetRequiredService<TimeProvider>()))
            .AddPortsOf<LiteDbStore>();
    }
}
