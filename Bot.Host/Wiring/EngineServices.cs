using Bot.Engine;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Host.Observability;
using Bot.Host.Settings;
using Bot.Host.Webhooks;
using Bot.Storage.Spool;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Host.Wiring;

/// <summary>The engine with the host's bounds, and the way in for what webhooks bring.</summary>
internal static class EngineServices
{
    /// <param name="desk">Whether there is a desk, at which conversations that wait for a human are seen; without one each leaves a dead letter.</param>
    public static IServiceCollection AddEngine(this IServiceCollection services, bool desk)
    {
        services.AddBotEngine().AddSubscriptions();
        if (desk) services.AddHandovers();
        services.AddOptions<BotEngineOptions>().Configure<IServiceProvider>(SetBounds);
        return services
            .AddSingleton<IReadOnlyDictionary<string, IChannel>>(
                all => all.GetServices<IChannel>().ToDictionary(channel => channel.Name, StringComparer.Ordinal))
            .AddSingleton(all =>
                new InboundDispatcher(all.GetRequiredService<ConversationRunner>(), all.GetRequiredService<IConversationStore>(),
                    all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<InboundDispatcher>>(),
                    all.GetService<LocalFallback>(), all.GetService<IInputSpool>(), all.GetRequiredService<ProviderEvents>(),
                    all.GetRequiredService<IntakeGate>(), all.GetService<IEditedFlows>()))
            .AddSingleton(all => ActivatorUtilities.CreateInstance<ProviderEvents>(all, all.OptionsOf<MessagingOptions>()))
            .AddSingleton<MessageBudget>()
            .AddSingleton<IReminderBudget>(all => all.GetRequiredService<MessageBudget>())
            .AddHostedService(all => all.GetRequiredService<MessageBudget>())
            .AddSingleton<IInboundDispatcher>(all => all.GetRequiredService<InboundDispatcher>());
    }

    /// <summary>One of those that watch the engine.</summary>
    public static IServiceCollection AddObserver<TObserver>(this IServiceCollection services)
        where TObserver : class, IEngineObserver
    {
        services.TryAddSingleton<TObserver>();
        return services.AddSingleton<IEngineObserver>(all => all.GetRequiredService<TObserver>());
    }

    private static void SetBounds(BotEngineOptions options, IServiceProvider all)
    {
        var outbox = all.OptionsOf<OutboxOptions>();
        options.Outbox = new() { Owner = $"{Environment.MachineName}-{Guid.NewGuid():n}", Parallel = outbox.Senders, AnswerWithin = outbox.AnswerWithin };
        options.HumanLimit = all.OptionsOf<ConversationOptions>().HumanLimit;
        options.CachedSessions = all.OptionsOf<ConversationOptions>().CachedSessions;
        options.HumanHours = OpeningHours.Read(all.OptionsOf<DeskOptions>().Hours);
        options.TranscriptKept = all.OptionsOf<RetentionOptions>().Transcripts;
        options.InputsKept = all.OptionsOf<RetentionOptions>().Inputs;
        options.FinishedKept = all.OptionsOf<RetentionOptions>().Outbox;
    }
}
