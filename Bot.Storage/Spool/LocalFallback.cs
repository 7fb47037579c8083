using Bot.Engine.Abstractions;
using Bot.Engine.Conversations.Outbox;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace Bot.Storage.Spool;

/// <summary>What a host on PostgreSQL keeps on its own disk while that is away: what webhooks bring, and the API's one-time codes with the messages that carry them.</summary>
internal sealed class LocalFallback : IAsyncDisposable
{
    /// <summary>The file grows no larger, in bytes: some 800,000 short messages. Beyond that webhooks are answered with 503 and delivered again.</summary>
    public const long SizeLimit = 512L << 20;

    private const int CacheBytes = 8 << 20;

    /// <summary>How long after an outage delivery events may tell of messages that were sent in it.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromMinutes(10);

    private readonly SpoolFile _file;
    private readonly TimeProvider _clock;
    private readonly ILogger<LocalFallback> _log;

    private LocalFallback(SpoolFile file, SqliteStore store, DeferredStore database, EventSpool spool, OutboxWriter postbox, TimeProvider clock, ILogger<LocalFallback> log)
    {
        (_file, Store, Database, Spool, Postbox, _clock, _log) = (file, store, database, spool, postbox, clock, log);
        Codes = new(store, store);
    }

    /// <summary>The file here.</summary>
    public SqliteStore Store { get; }

    /// <summary>The database that all of this stands in for.</summary>
    public DeferredStore Database { get; }

    public EventSpool Spool { get; }

    public FallbackRecords Codes { get; }

    /// <summary>Sends without the database.</summary>
    public OutboxWriter Postbox { get; }

    /// <summary>Opens the file, and the database unless it is away.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be used, or the database refuses us.</exception>
    public static async Task<LocalFallback> OpenAsync(PostgresOptions postgres, string folder, Sealer sealer, Func<IConversationStore, OutboxWriter> postbox, TimeProvider clock, ILoggerFactory logs, long sizeLimit = SizeLimit)
    {
        var file = SpoolFile.Take(folder);
        SqliteStore? store = null;
        var database = new DeferredStore(async () => await PostgresStore.OpenAsync(postgres, sealer, clock));
        try
        {
            store = SqliteStore.Open(new() { Path = file.Path, SizeLimit = sizeLimit, WriterCacheBytes = CacheBytes }, sealer, clock);
            var spool = new EventSpool(new FallbackRecords(store, store), store, clock, logs.CreateLogger<EventSpool>());
            await spool.LoadAsync(CancellationToken.None);
            try
            {
                await database.OpenAsync(CancellationToken.None);
            }
            catch (StoreUnavailableException away) when (PostgresFault.Passes(away))
            {
                spool.NoticeAway(away);
            }

            return new(file, store, database, spool, postbox(store), clock, logs.CreateLogger<LocalFallback>());
        }
        catch
        {
            if (store is not null) await store.DisposeAsync();
            await database.DisposeAsync();
            file.Dispose();
            throw;
        }
    }

    /// <summary>Tells the messages that were sent from here how far they came.</summary>
    public async Task ApplyStatusesAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel)
    {
        if (_clock.GetUtcNow() - Spool.LastAway >= Aftermath) return;

        try
        {
            await Store.ApplyStatusesAsync(statuses, cancel);
        }
        catch (StoreUnavailableException broken)
        {
            // At worst a code in doubt goes out a second time; the database's own messages must hear of theirs.
            _log.LogWarning(broken, "Messages that were sent while the database was away cannot be told how far they came");
        }
    }

    /// <summary>Ends with everything on disk; the database is its owner's to close.</summary>
    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _file.Dispose();
    }
}
