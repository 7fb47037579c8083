using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Conversations.Timers;
using Bot.Engine.Execution;
using Bot.Host.Settings;
using Bot.Host.Webhooks;
using Bot.Host.Workers;
using Bot.Storage.Spool;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Host.Wiring;

/// <summary>The loop around the machine: runner, outbox, timers, and the workers that keep them going.</summary>
internal static class EngineServices
{
    private const string Each = "each";

    public static IServiceCollection AddEngine(this IServiceCollection services) => services
        .AddSingleton<IReadOnlyDictionary<string, IChannel>>(all => all.GetServices<IChannel>().ToDictionary(channel => channel.Name, StringComparer.Ordinal))
        .AddSingleton<IEngineObserver>(all => new Observers([.. all.GetKeyedServices<IEngineObserver>(Each)]))
        .AddSingleton(all => new OutboxSettings { Owner = $"{Environment.MachineName}-{Guid.NewGuid():n}", Parallel = all.OptionsOf<OutboxOptions>().Senders })
        .AddSingleton<OutboxWriter>()
        .AddSingleton<IOutboxWriter>(all => all.GetRequiredService<OutboxWriter>())
        .AddSingleton<StateMachine>()
        .AddSingleton(_ => new SessionCache())
        .AddSingleton<ConversationRunner>()
        .AddSingleton<OutboxPump>()
        .AddSingleton(all => new TimerPump(all.GetRequiredService<ConversationRunner>(), all.GetRequiredService<IConversationStore>(), all.GetRequiredService<TimeProvider>(), all.GetRequiredService<IEngineObserver>(), all.GetService<IInputSpool>()))
        .AddSingleton(all => new InboundDispatcher(all.GetRequiredService<ConversationRunner>(), all.GetRequiredService<IConversationStore>(), all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<InboundDispatcher>>(), all.GetService<LocalFallback>()))
        .AddSingleton<IInboundDispatcher>(all => all.GetRequiredService<InboundDispatcher>());

    /// <summary>The workers, for a host that serves; elsewhere the caller says when something is sent.</summary>
    public static IServiceCollection AddWorkers(this IServiceCollection services) => services
        .AddHostedService<OutboxWorker>()
        .AddHostedService<TimerWorker>()
        .AddHostedService(all => Pruning(all, all.GetRequiredService<IConversationStore>()));

    /// <summary>One of those that watch the engine; all of them are told as one <see cref="IEngineObserver"/>.</summary>
    public static IServiceCollection AddObserver<TObserver>(this IServiceCollection services)
        where TObserver : class, IEngineObserver
    {
        services.TryAddSingleton<TObserver>();
        return services.AddKeyedSingleton<IEngineObserver>(Each, (all, _) => all.GetRequiredService<TObserver>());
    }

    public static IServiceCollection AddObserver(this IServiceCollection services, IEngineObserver observer) => services.AddKeyedSingleton(Each, observer);

    public static PruneWorker Pruning(IServiceProvider all, IConversationStore store) =>
        new(store, all.OptionsOf<RetentionOptions>().Transcripts, all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<PruneWorker>>());
}
