using System.Globalization;
using System.Threading.Channels;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Microsoft.Extensions.Logging;

namespace Bot.Storage.Spool;

/// <summary>
/// Keeps what webhooks bring while the database is away, on this host's own disk: durable before the webhook is answered, in order of arrival.
/// </summary>
/// <remarks>
/// Events are records of the local store, which seals them and commits them in groups. One host has the spool, so events are also counted in memory, by
/// conversation.
/// </remarks>
internal sealed class EventSpool(IRecordStore records, IRecordLists lists, TimeProvider clock, ILogger<EventSpool> log) : IInputSpool
{
    private const string Kind = "spooled";
    private const string Lookup = "waits";
    private const string Waiting = "yes";
    private const int PageSize = 512;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _waitingByConversation = new(StringComparer.Ordinal);
    private readonly Channel<bool> _work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile int _count;
    private volatile bool _isDatabaseAway;
    private long _last;
    private long _kept;
    private DateTimeOffset? _since;
    private long _lastAway = clock.GetUtcNow().UtcTicks;

    /// <summary>Events that wait.</summary>
    public int Count => _count;

    /// <summary>The database could not be used when it was last tried.</summary>
    public bool IsDatabaseAway => _isDatabaseAway;

    /// <summary>The last event found room, or some was made since.</summary>
    public bool HasRoom { get; private set; } = true;

    /// <summary>Since when the database is away, or events have been waiting; null when neither.</summary>
    public DateTimeOffset? Since
    {
        get { lock (_gate) return _since; }
    }

    /// <summary>When the database was last known to be away; the start of the process counts as such, for nothing is known of the one before.</summary>
    public DateTimeOffset LastAway => _isDatabaseAway ? clock.GetUtcNow() : new(Volatile.Read(ref _lastAway), TimeSpan.Zero);

    /// <summary>Counts the events that a process before this one left.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        for (var after = ""; await PageAsync(after, cancel).ConfigureAwait(false) is { Count: > 0 } page; after = page[^1].Key)
        {
            foreach (var row in page) Add(SpooledEvent.Read(row.Body).Conversation, 1);
            _last = long.Parse(page[^1].Key, CultureInfo.InvariantCulture);
            _since ??= page[0].ChangedAt;
        }

        if (_count > 0) log.LogWarning("{Count} events that came while the database was away, the first at {Since:u}, wait to be handled", _count, _since);
    }

    public bool Holds(string conversation)
    {
        if (_isDatabaseAway) return true;
        if (_count == 0) return false;
        lock (_gate) return _waitingByConversation.ContainsKey(conversation);
    }

    public bool IsAway(Exception failure) => failure is StoreUnavailableException or OperationCanceledException;

    public Task KeepAsync(string conversation, ConversationFacts facts, Input input, Exception? failure) =>
        KeepAsync([SpooledEvent.Of(conversation, facts, input)], failure);

    /// <summary>All or none of them, durably.</summary>
    /// <exception cref="IOException">There is no room, or the disk failed.</exception>
    public async Task KeepAsync(IReadOnlyList<SpooledEvent> events, Exception? failure)
    {
        if (failure is not null) MarkAway(failure);
        var changes = new List<RecordChange>(events.Count);
        foreach (var spooled in events)
        {
            // Counted before it is written: the next event of the conversation must see it.
            Add(spooled.Conversation, 1);
            changes.Add(new(Kind, Interlocked.Increment(ref _last).ToString("D19", CultureInfo.InvariantCulture), 0, spooled.Write(), [new(Lookup, Waiting)]));
        }

        try
        {
            if (!await records.ChangeAsync(changes, CancellationToken.None).ConfigureAwait(false)) throw new InvalidOperationException("The spool has numbers that were given before.");
        }
        catch
        {
            HasRoom = false;
            foreach (var spooled in events) Add(spooled.Conversation, -1);
            throw;
        }

        HasRoom = true;
        Interlocked.Add(ref _kept, events.Count);
        _work.Writer.TryWrite(true);
    }

    /// <summary>The oldest events, in order.</summary>
    public async Task<IReadOnlyList<SpooledRow>> OldestAsync(CancellationToken cancel) =>
        [.. (await PageAsync("", cancel).ConfigureAwait(false)).Select(row => new SpooledRow(row.Key, SpooledEvent.Read(row.Body)))];

    /// <summary>Removes events that were handled.</summary>
    public async Task RemoveAsync(IReadOnlyList<SpooledRow> rows, CancellationToken cancel)
    {
        await records.ChangeAsync([.. rows.Select(row => new RecordChange(Kind, row.Key, 1, null))], cancel).ConfigureAwait(false);
        HasRoom = true;
        foreach (var row in rows) Add(row.Event.Conversation, -1);
    }

    /// <summary>Marks the database as away: from now on only the drainer tries it.</summary>
    public void MarkAway(Exception failure)
    {
        lock (_gate)
        {
            _since ??= clock.GetUtcNow();
            if (_isDatabaseAway) return;
            _isDatabaseAway = true;
        }

        log.LogWarning("The database is away; what webhooks bring is kept in the spool until it is back. {Why}", failure is OperationCanceledException ? "It did not answer in time." : failure.Message);
        _work.Writer.TryWrite(true);
    }

    /// <summary>Marks the database as back: conversations without waiting events use it directly.</summary>
    public void MarkBack()
    {
        if (!_isDatabaseAway) return;

        Volatile.Write(ref _lastAway, clock.GetUtcNow().UtcTicks);
        _isDatabaseAway = false;
    }

    /// <summary>Ends the outage when nothing waits any more.</summary>
    public void EndIfEmpty()
    {
        DateTimeOffset since;
        lock (_gate)
        {
            if (_isDatabaseAway || _count > 0 || _since is not { } begun) return;
            (since, _since) = (begun, null);
        }

        log.LogInformation("The database is back; {Count} events that came since {Since:u} were kept and are handled", Interlocked.Exchange(ref _kept, 0), since);
    }

    /// <summary>Returns when an event was kept or the database was marked as away since the last call.</summary>
    public async Task WaitAsync(CancellationToken cancel) => await _work.Reader.ReadAsync(cancel).ConfigureAwait(false);

    private Task<IReadOnlyList<StoredRecord>> PageAsync(string after, CancellationToken cancel) =>
        lists.ListAsync(Kind, Lookup, Waiting, after, PageSize, cancel);

    private void Add(string conversation, int change)
    {
        lock (_gate)
        {
            _count += change;
            var waiting = _waitingByConversation.GetValueOrDefault(conversation) + change;
            if (waiting == 0) _waitingByConversation.Remove(conversation);
            else _waitingByConversation[conversation] = waiting;
        }
    }
}

/// <summary>An event of the spool with its place.</summary>
internal sealed record SpooledRow(string Key, SpooledEvent Event);
