using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Storage.Spool;

/// <summary>Registers what a host keeps on its own disk while a shared database is away.</summary>
internal static class SpoolServices
{
    /// <summary>
    /// Registers the <see cref="LocalFallback"/> under its ports, the drainer that empties it, and the worker that runs both. A <see cref="DeferredStore"/> has
    /// to be registered.
    /// </summary>
    public static IServiceCollection AddLocalFallback(this IServiceCollection services, Func<IServiceProvider, SpoolLocation> location) => services
        .AddSingleton(provider => new LocalFallback(
            location(provider), provider.GetRequiredService<DeferredStore>(), provider.GetRequiredService<Sealer>(), store => OutboxOn(store, provider),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()))
        .AddSingleton<IStoreFallback>(provider => provider.GetRequiredService<LocalFallback>())
        .AddSingleton<IStoreOpener>(provider => provider.GetRequiredService<LocalFallback>())
        .AddSingleton<IInputSpool>(provider => provider.GetRequiredService<LocalFallback>().Spool)
        .AddSingleton(provider => new SpoolDrainer(
            provider.GetRequiredService<LocalFallback>().Spool, [.. provider.GetServices<IFallbackSync>()], provider.GetRequiredService<DeferredStore>(),
            provider.GetRequiredService<ConversationRunner>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SpoolDrainer>>(), provider.GetRequiredService<DeliveryReports>()))
        .AddKeyedSingleton(LocalFallback.PumpKey, (provider, _) => PumpOf(provider))
        .AddSingleton<IHostedService>(provider => new LocalFallbackWorker(
            provider.GetRequiredService<SpoolDrainer>(), provider.GetRequiredKeyedService<OutboxPump>(LocalFallback.PumpKey),
            provider.GetRequiredService<LocalFallback>().Store,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LocalFallbackWorker>>()));

    private static OutboxWriter OutboxOn(IConversationStore store, IServiceProvider provider) => new(
        store, provider.GetServices<IChannel>().ToDictionary(channel => channel.Name, StringComparer.Ordinal),
        provider.GetRequiredService<OutboxSettings>(), provider.GetRequiredService<TimeProvider>(), ObserverOf(provider),
        provider.GetRequiredService<SendingStops>(), provider.GetRequiredService<Alarms>());

    /// <summary>Sends what the fallback's outbox holds; no operation is ever called from it.</summary>
    private static OutboxPump PumpOf(IServiceProvider provider)
    {
        var fallback = provider.GetRequiredService<LocalFallback>();
        return new(
            provider.GetRequiredService<ConversationRunner>(), fallback.Store, fallback.Store, fallback.Writer, new(new Dictionary<string, Operation>()),
            provider.GetRequiredService<OutboxSettings>(), provider.GetRequiredService<TimeProvider>(), ObserverOf(provider));
    }

    private static Observers ObserverOf(IServiceProvider provider) => new([.. provider.GetServices<IEngineObserver>()]);
}
