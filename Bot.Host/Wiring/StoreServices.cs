using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Host.Settings;
using Bot.Storage;
using Bot.Storage.Media;
using Bot.Storage.Sealing;
using Bot.Storage.Spool;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace Bot.Host.Wiring;

/// <summary>The database under every port it implements, and what stands on it: sealing and media.</summary>
internal static class StoreServices
{
    public static IServiceCollection AddStore(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddSingleton(all => new Secrets(all.OptionsOf<SealingOptions>().KeyIn(all.OptionsOf<FolderOptions>().Data)))
            .AddSingleton<ISecrets>(all => all.GetRequiredService<Secrets>())
            .AddSingleton(all => all.GetRequiredService<Secrets>().Sealer)
            .AddSingleton(all => new MediaLibrary(all.OptionsOf<FolderOptions>().Media, all.GetRequiredService<IReadOnlyDictionary<string, IChannel>>(), all.GetRequiredService<IRecordStore>(), all.GetRequiredService<Sealer>()))
            .AddSingleton<IMediaLibrary>(all => all.GetRequiredService<MediaLibrary>())
            .AddSingleton<IConversationStore>(all => all.GetRequiredService<IStore>())
            .AddSingleton<IConversationLists>(all => all.GetRequiredService<IStore>())
            .AddSingleton<IConversationInspector>(all => all.GetRequiredService<IStore>())
            .AddSingleton<IRecordStore>(all => all.GetRequiredService<IStore>())
            .AddSingleton<IRecordLists>(all => all.GetRequiredService<IStore>());
        return DatabaseOptions.Of(configuration).Postgres is null ? services.AddSqlite() : services.AddPostgres();
    }

    public static TOptions OptionsOf<TOptions>(this IServiceProvider services)
        where TOptions : class => services.GetRequiredService<IOptions<TOptions>>().Value;

    private static IServiceCollection AddSqlite(this IServiceCollection services) => services.AddSingleton<IStore>(all =>
        SqliteStore.Open(new() { Path = all.OptionsOf<DatabaseOptions>().File }, all.GetRequiredService<Sealer>(), all.GetRequiredService<TimeProvider>()));

    /// <summary>A server that may be away for a while: what webhooks bring is kept in a file here meanwhile.</summary>
    private static IServiceCollection AddPostgres(this IServiceCollection services) => services
        .AddSingleton<FallbackOpening>()
        .AddSingleton(all => all.GetRequiredService<FallbackOpening>().Opened)
        .AddSingleton<IStore>(all => all.GetRequiredService<LocalFallback>().Database)
        .AddSingleton<IInputSpool>(all => all.GetRequiredService<LocalFallback>().Spool)
        .AddSingleton(all => new SpoolDrainer(all.GetRequiredService<LocalFallback>().Spool, all.GetRequiredService<FallbackCodes>(), all.GetRequiredService<LocalFallback>().Database, all.GetRequiredService<ConversationRunner>(), all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<SpoolDrainer>>()))
        .AddKeyedSingleton(HeadlessBot.FallbackKey, (all, _) => Pump(all, all.GetRequiredService<LocalFallback>()))
        .AddHostedService(all => new Workers.LocalFallbackWorker(
            all.GetRequiredService<SpoolDrainer>(), new(all.GetRequiredKeyedService<OutboxPump>(HeadlessBot.FallbackKey)), new(all.GetRequiredService<LocalFallback>().Store, all.OptionsOf<RetentionOptions>().Transcripts, all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<Workers.PruneWorker>>())));

    private static OutboxPump Pump(IServiceProvider all, LocalFallback fallback) =>
        new(all.GetRequiredService<ConversationRunner>(), fallback.Store, fallback.Store, fallback.Postbox, new Dictionary<string, Operation>(), all.GetRequiredService<OutboxSettings>(), all.GetRequiredService<TimeProvider>(), all.GetRequiredService<Observers>());
}
