using Bot.Engine.Abstractions;
using Bot.Host.Settings;
using Bot.Host.Webhooks;
using Bot.Host.Workers;
using Bot.Storage;

namespace Bot.Host.Wiring;

/// <summary>The engine as services of the web host.</summary>
internal static class EngineServices
{
    public static IServiceCollection AddEngine(this IServiceCollection services, BotEngine engine, BotSettings settings) => services
        .AddStandIn(engine, settings)
        .AddSingleton(engine)
        .AddSingleton<IConversationStore>(engine.Store)
        .AddSingleton<IConversationLists>(engine.Store)
        .AddSingleton<IConversationInspector>(engine.Store)
        .AddSingleton<IRecordStore>(engine.Store)
        .AddSingleton<IRecordLists>(engine.Store)
        .AddSingleton(engine.Shelf)
        .AddSingleton(engine.Media)
        .AddSingleton<ISecrets>(engine.Parts.Secrets)
        .AddSingleton<IInboundDispatcher>(engine.Intake)
        .AddSingleton(engine.Runner)
        .AddSingleton(engine.Pump)
        .AddSingleton(engine.Timers)
        .AddSingleton(new WebhookDoors([.. engine.Channels.Values.Select(channel => new WebhookDoor(channel, HasSecret(channel.Name, settings)))]))
        .AddHostedService<OutboxWorker>()
        .AddHostedService<TimerWorker>()
        .AddHostedService(host => new PruneWorker(engine.Store, settings.TranscriptKept, engine.Parts.Clock, host.GetRequiredService<ILogger<PruneWorker>>()));

    private static IServiceCollection AddStandIn(this IServiceCollection services, BotEngine engine, BotSettings settings) =>
        engine is { Parts.StandIn: { } standIn, Flush: { } flush, StandInPump: { } pump } ? services.AddSingleton(standIn).AddHostedService(host => new LocalFallbackWorker(
            flush, new(pump), new(standIn.Store, settings.TranscriptKept, engine.Parts.Clock, host.GetRequiredService<ILogger<PruneWorker>>()))) : services;

    private static bool HasSecret(string channel, BotSettings settings) => channel switch
    {
        "meta" => settings.Meta.AppSecret.Length > 0,
        "gupshup" => settings.Gupshup.WebhookToken.Length > 0,
        "interakt" => settings.Interakt.WebhookSecret.Length > 0,
        _ => false,
    };
}
