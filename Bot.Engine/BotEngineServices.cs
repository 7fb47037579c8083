using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Conversations.Timers;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Hosting;
using Bot.Engine.InMemory;
using Bot.Engine.Versions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bot.Engine;

/// <summary>The engine in a container.</summary>
public static class BotEngineServices
{
    /// <summary>Registers all that runs conversations: <see cref="StateMachine"/>, <see cref="ConversationRunner"/>, <see cref="IOutboxWriter"/>, <see
    /// cref="OutboxPump"/>, <see cref="TimerPump"/>, and the hosted services that drive the pumps.</summary>
    /// <remarks>The container must also have: a <see cref="FlowSet"/> (<see cref="FlowServices.AddFlows"/>), <see cref="IVocabulary"/> and <see
    /// cref="IMessageRenderer"/>, an <see cref="IConversationStore"/> with its <see cref="IRecordStore"/> (<see cref="AddInMemoryStore"/> for a first
    /// try), logging, and one <see cref="IChannel"/> or more. Every <see cref="Operation"/> and every <see cref="IEngineObserver"/> that is registered
    /// takes part; <see cref="TimeProvider"/> is the system's unless another one is registered.</remarks>
    /// <param name="configure">Changes the bounds; null leaves the defaults, or what else configures <see cref="BotEngineOptions"/>.</param>
    public static IServiceCollection AddBotEngine(this IServiceCollection services, Action<BotEngineOptions>? configure = null)
    {
        var options = services.AddOptions<BotEngineOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BotEngineOptions>, BotEngineOptionsValidator>());
        if (configure is not null) options.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => Options(provider).Outbox);
        services.AddSingleton(provider => new Observers([.. provider.GetServices<IEngineObserver>()]));
        services.AddSingleton(provider => new Alarms(provider.GetRequiredService<Observers>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SendingStops>();
        services.AddSingleton(provider => new DeliveryReports(
            provider.GetRequiredService<IConversationStore>(), [.. provider.GetServices<IDeliveryListener>()], provider.GetRequiredService<SendingStops>(),
            provider.GetService<Subscriptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new StateMachine(
            provider.GetRequiredService<FlowSet>(), provider.GetRequiredService<IVocabulary>(), Options(provider).HumanLimit, Options(provider).HumanHours));
        services.AddSingleton(provider => new SessionCache(Options(provider).CachedSessions));
        services.AddSingleton(provider => new ConversationRunner(
            provider.GetRequiredService<StateMachine>(), provider.GetRequiredService<IConversationStore>(), provider.GetRequiredService<IMessageRenderer>(),
            provider.GetRequiredService<SessionCache>(), provider.GetRequiredService<Observers>(), provider.GetService<Subscriptions>(),
            provider.GetService<ISecrets>(), provider.GetService<IRestrictions>(), provider.GetService<Handovers>(),
            provider.GetService<IConversationRouter>(), provider.GetService<IFlowVersions>(), provider.GetService<IHumanWait>()));
        services.AddOperation(all => new TellResult(
            all.GetRequiredService<IRecordStore>(), (name, version) => all.GetRequiredService<OperationTable>().Find(name, version)));
        AddPumps(services);
        AddWorkers(services);
        return services;
    }

    /// <summary>Registers the check that photos pass when they arrive: without it, questions for images take them unseen.</summary>
    /// <remarks>It works with the registered <see cref="IMediaLibrary"/>. Flows must be read with it registered.</remarks>
    public static IServiceCollection AddImageCheck(this IServiceCollection services) => services.AddOperation<KeepImage>();

    /// <summary>Registers a store that loses everything when the process ends, as <see cref="IConversationStore"/> and <see cref="IRecordStore"/>: for a
    /// first try and for tests.</summary>
    public static IServiceCollection AddInMemoryStore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<InMemoryStore>();
        services.AddSingleton<IConversationStore>(provider => provider.GetRequiredService<InMemoryStore>());
        services.AddSingleton<IRecordStore>(provider => provider.GetRequiredService<InMemoryStore>());
        return services;
    }

    private static void AddPumps(IServiceCollection services)
    {
        services.AddSingleton(provider => new OperationTable(provider.AllOperations().Decorated(provider.GetServices<IOperationDecorator>())));
        services.AddSingleton(provider => new OutboxWriter(
            provider.GetRequiredService<IConversationStore>(), Channels(provider), provider.GetRequiredService<OutboxSettings>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Observers>(), provider.GetRequiredService<SendingStops>(),
            provider.GetRequiredService<Alarms>(), provider.GetService<Subscriptions>(), provider.GetRequiredService<DeliveryReports>(),
            provider.GetService<IRestrictions>()));
        services.AddSingleton(provider => new IntakeGate(
            provider.GetRequiredService<OutboxSettings>().AnswerWithin, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Alarms>()));
        services.AddSingleton<IOutboxWriter>(provider => provider.GetRequiredService<OutboxWriter>());
        services.AddSingleton(provider => new OutboxPump(
            provider.GetRequiredService<ConversationRunner>(), provider.GetRequiredService<IConversationStore>(), provider.GetRequiredService<IRecordStore>(),
            provider.GetRequiredService<OutboxWriter>(), provider.GetRequiredService<OperationTable>(), provider.GetRequiredService<OutboxSettings>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Observers>(), provider.GetRequiredService<IntakeGate>(),
            provider.GetService<IRestrictions>(), provider.GetService<IWorkDivision>(), provider.GetService<IFlowVersions>()));
        services.AddSingleton(provider => new TimerPump(
            provider.GetRequiredService<ConversationRunner>(), provider.GetRequiredService<IConversationStore>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Observers>(), provider.GetService<IInputSpool>(),
            provider.GetService<IReminderBudget>(), provider.GetService<IWorkDivision>()));
    }

    /// <summary>Hosted services stop in the opposite order: pruning and timers first, the outbox last, with what the others left in it.</summary>
    private static void AddWorkers(IServiceCollection services)
    {
        services.AddHostedService<OutboxWorker>();
        services.AddHostedService<TimerWorker>();
        services.AddSingleton<IHostedService>(provider => new PruneWorker(
            provider.GetRequiredService<IConversationStore>(), Options(provider).TranscriptKept, Options(provider).InputsKept, Options(provider).FinishedKept,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PruneWorker>>()));
    }

    /// <summary>Registers <see cref="Subscriptions"/>: people who write STOP get no templates and notices any more. Needs <see cref="ISecrets"/>.</summary>
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services.AddSingleton(provider => new Subscriptions(
        provider.GetRequiredService<IRecordStore>(), provider.GetRequiredService<ISecrets>(), Channels(provider), provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<IConversationStore>()));

    /// <summary>Registers <see cref="Handovers"/>: the list of conversations that humans have, for those who answer them. Without it each leaves a dead letter
    /// of kind <c>human</c> instead.</summary>
    public static IServiceCollection AddHandovers(this IServiceCollection services) =>
        services.AddSingleton(provider => new Handovers(provider.GetRequiredService<IRecordStore>()));

    private static BotEngineOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<BotEngineOptions>>().Value;

    private static Dictionary<string, IChannel> Channels(IServiceProvider provider) =>
        provider.GetServices<IChannel>().ToDictionary(channel => channel.Name, StringComparer.Ordinal);
}
