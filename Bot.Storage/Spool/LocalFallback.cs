using Bot.Engine.Abstractions;
using Bot.Engine.Conversations.Outbox;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace Bot.Storage.Spool;

/// <summary>
/// A file on this host's own disk for the time in which a shared database is away: what webhooks bring, and the records and messages that products keep here.
/// </summary>
public sealed class LocalFallback : IStoreFallback, IStoreOpener, IAsyncDisposable
{
    /// <summary>Key of the pump that sends what this file holds.</summary>
    public const string PumpKey = "fallback";

    private const int CacheBytes = 8 << 20;

    /// <summary>How long after an outage delivery events may belong to messages that were sent in it.</summary>
    private static readonly TimeSpan StatusGracePeriod = TimeSpan.FromMinutes(10);

    private readonly SpoolFile _file;
    private readonly TimeProvider _clock;
    private readonly ILogger<LocalFallback> _log;
    private readonly Lock _gate = new();
    private Task? _opened;
    private bool _disposed;

    internal LocalFallback(SpoolLocation location, DeferredStore database, Sealer sealer, Func<IConversationStore, OutboxWriter> outbox, TimeProvider clock,
        ILoggerFactory logs)
    {
        (Database, _clock, _log) = (database, clock, logs.CreateLogger<LocalFallback>());
        _file = SpoolFile.Acquire(location.Folder);
        try
        {
            Store = SqliteStore.Open(new() { Path = _file.Path, SizeLimit = location.SizeLimit, WriterCacheBytes = CacheBytes }, sealer, clock);
        }
        catch
        {
            _file.Dispose();
            throw;
        }

        Records = new LocalRecords(Store);
        Spool = new(Records, Store, clock, logs.CreateLogger<EventSpool>());
        Writer = outbox(Store);
    }

    /// <summary>Paths of the files that hosts on a data folder keep, or kept: SQLite databases.</summary>
    /// <param name="dataFolder">The folder.</param>
    public static IReadOnlyList<string> FilesIn(string dataFolder) => SpoolFile.In(dataFolder);

    /// <inheritdoc/>
    public bool IsAway => Spool.IsDatabaseAway;

    /// <inheritdoc/>
    public IRecordStore Records { get; }

    /// <inheritdoc/>
    public IRecordLists RecordLists => Store;

    /// <inheritdoc/>
    public IOutboxWriter Outbox => Writer;

    /// <summary>How much waits here.</summary>
    public SpoolStatus Status => new(Spool.Count, Spool.Since, Spool.HasRoom);

    /// <summary>The file here.</summary>
    internal SqliteStore Store { get; }

    internal EventSpool Spool { get; }

    internal OutboxWriter Writer { get; }

    /// <summary>The database that this file stands in for.</summary>
    private DeferredStore Database { get; }

    /// <summary>Counts what a process before this one left here, and opens the database unless it is away.</summary>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The database refuses us: a wrong password, name or key.</exception>
    public Task OpenAsync(CancellationToken cancel)
    {
        lock (_gate) return (_opened ??= OpenOnceAsync()).WaitAsync(cancel);
    }

    /// <inheritdoc/>
    public void MarkAway(Exception failure) => Spool.MarkAway(failure);

    /// <summary>Applies delivery events to messages that were sent from here, and to the database's; those that it cannot take now are kept.</summary>
    /// <param name="statuses">In the order in which the provider reported them.</param>
    /// <param name="cancel">The caller's patience; when it ends, the events are kept here.</param>
    /// <exception cref="IOException">Neither the database nor this disk could take them.</exception>
    public async Task ApplyStatusesAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel)
    {
        await ApplyHereAsync(statuses, cancel).ConfigureAwait(false);
        Exception? away = null;
        if (!Spool.Holds(""))
        {
            try
            {
                await Database.ApplyStatusesAsync(statuses, cancel).WaitAsync(cancel).ConfigureAwait(false);
                return;
            }
            catch (Exception failure) when (Spool.IsAway(failure))
            {
                away = failure;
            }
        }

        await Spool.KeepAsync([.. statuses.Select(SpooledEvent.Of)], away).ConfigureAwait(false);
    }

    /// <summary>Whether this disk can be written, and what waits in its outbox.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="cancel">Ends the wait.</param>
    public Task<StoreHealth> HealthAsync(DateTimeOffset now, CancellationToken cancel) => Store.HealthAsync(now, cancel);

    /// <summary>Ends with everything on disk; the database is disposed by its own owner.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;

        await Store.DisposeAsync().ConfigureAwait(false);
        _file.Dispose();
    }

    /// <summary>
    /// Takes over the key of hashes that the database told: codes of the next outage are hashed with it, also by a process that starts in it.
    /// </summary>
    internal async Task KeepHashingAsync()
    {
        try
        {
            await Store.KeepHashingAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreUnavailableException full)
        {
            _log.LogWarning(full, "The key of hashes could not be kept here; codes of an outage may have to be asked for again after it");
        }
    }

    private async Task OpenOnceAsync()
    {
        await Spool.LoadAsync(CancellationToken.None).ConfigureAwait(false);

        // One host has this file, so everything that a process before this one had begun is due at once.
        await Store.ReleaseLeasesAsync("", _clock.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
        try
        {
            await Database.OpenAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreUnavailableException away) when (away.IsTransient)
        {
            Spool.MarkAway(away);
        }
    }

    private async Task ApplyHereAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel)
    {
        if (_clock.GetUtcNow() - Spool.LastAway >= StatusGracePeriod) return;

        try
        {
            await Store.ApplyStatusesAsync(statuses, cancel).ConfigureAwait(false);
        }
        catch (StoreUnavailableException broken)
        {
            // At worst a code in doubt goes out a second time; the database's own messages must get their events.
            _log.LogWarning(broken, "Messages that were sent while the database was away cannot be told how far they came");
        }
    }
}

/// <summary>How much waits on this disk.</summary>
/// <param name="Events">Messages and delivery events that wait.</param>
/// <param name="Since">Since when the database is away or events have been waiting, UTC; null when neither.</param>
/// <param name="HasRoom">The last event found room, or some was made since.</param>
public sealed record SpoolStatus(int Events, DateTimeOffset? Since, bool HasRoom);

/// <summary>Where the spool is kept.</summary>
/// <param name="SizeLimit">In bytes.</param>
internal readonly record struct SpoolLocation(string Folder, long SizeLimit);
