using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Host.Settings;
using Bot.Host.Webhooks;
using Bot.Host.Workers;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Bot.Storage.Abstractions;
using Bot.Storage.Spool;

namespace Bot.Host.Wiring;

/// <summary>The engine as services of the web host.</summary>
internal static class EngineServices
{
    public static IServiceCollection AddEngine(this IServiceCollection services, BotEngine engine, BotSettings settings) => services
        .AddStandIn(engine)
        .AddSingleton(engine)
        .AddStore(engine.Store)
        .AddFlows(engine.Shelf)
        .AddLeads(engine.Leads)
        .AddSingleton(engine.Media)
        .AddSingleton<IMediaLibrary>(engine.Media)
        .AddSingleton<ISecrets>(engine.Parts.Secrets)
        .AddSingleton(engine.Parts.Postbox)
        .AddSingleton<IOutboxWriter>(engine.Parts.Postbox)
        .AddSingleton(engine.Parts.Observer)
        .AddSingleton(engine.Parts.Outbox)
        .AddSingleton<IInboundDispatcher>(engine.Intake)
        .AddSingleton(engine.Runner)
        .AddSingleton(engine.Pump)
        .AddSingleton(engine.Timers)
        .AddSingleton(new WebhookOptions { Channels = [.. engine.Channels.Values.Select(channel => new WebhookChannel(channel, HasSecret(channel.Name, settings)))], VerifyToken = settings.Meta.VerifyToken })
        .AddHostedService<OutboxWorker>()
        .AddHostedService<TimerWorker>()
        .AddHostedService(host => new PruneWorker(engine.Store, settings.TranscriptKept, engine.Parts.Clock, host.GetRequiredService<ILogger<PruneWorker>>()));

    /// <summary>One store under every port it implements.</summary>
    private static IServiceCollection AddStore(this IServiceCollection services, IStore store) => services
        .AddSingleton(store)
        .AddSingleton<IConversationStore>(store)
        .AddSingleton<IConversationLists>(store)
        .AddSingleton<IConversationInspector>(store)
        .AddSingleton<IRecordStore>(store)
        .AddSingleton<IRecordLists>(store);

    /// <summary>The flows, the one machine that runs them, and what they say.</summary>
    private static IServiceCollection AddFlows(this IServiceCollection services, FlowCatalog catalog) => services
        .AddSingleton(catalog)
        .AddSingleton(catalog.Flows)
        .AddSingleton(catalog.Catalogue)
        .AddSingleton<IVocabulary>(catalog.Vocabulary)
        .AddSingleton<IMessageRenderer>(catalog.Renderer)
        .AddSingleton(catalog.Vocabulary)
        .AddSingleton(catalog.Renderer)
        .AddSingleton<StateMachine>();

    /// <summary>Leads and their one-time codes, which are keyed by purpose: <see cref="CodePurpose.Api"/>, <see cref="CodePurpose.Lead"/>.</summary>
    private static IServiceCollection AddLeads(this IServiceCollection services, LeadParts leads) => (leads.StandIn is { } codes ? services.AddSingleton(codes) : services)
        .AddSingleton(leads)
        .AddSingleton(leads.Options)
        .AddSingleton(leads.Desk)
        .AddSingleton(leads.Enquiry)
        .AddSingleton(leads.Messenger)
        .AddSingleton(leads.Options.Desk)
        .AddKeyedSingleton(CodePurpose.Api, leads.ApiCodes)
        .AddKeyedSingleton(CodePurpose.Lead, leads.FlowCodes);

    private static IServiceCollection AddStandIn(this IServiceCollection services, BotEngine engine) =>
        engine is { Parts.StandIn: { } standIn, Flush: { } flush, StandInPump: { } pump } ? services.AddSingleton(standIn).AddHostedService(host => new LocalFallbackWorker(
            flush, pump, standIn.Store, engine.Parts.Clock, host.GetRequiredService<ILogger<LocalFallbackWorker>>())) : services;

    private static bool HasSecret(string channel, BotSettings settings) => channel switch
    {
        "meta" => settings.Meta.AppSecret.Length > 0,
        "gupshup" => settings.Gupshup.WebhookToken.Length > 0,
        "interakt" => settings.Interakt.WebhookSecret.Length > 0,
        _ => false,
    };
}
