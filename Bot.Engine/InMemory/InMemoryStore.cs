using System.Buffers;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Serialization;
using Bot.Engine.Sessions;

namespace Bot.Engine.InMemory;

/// <summary>A store that keeps every promise of its ports while the process lives, and loses everything when it ends: for a first try, for tests and for
/// simulations. Transcripts are not kept.</summary>
/// <remarks>Safe for many threads. Sessions lie in it as the JSON that a database would hold, so nothing that a turn goes on with is shared.</remarks>
public sealed class InMemoryStore : IConversationStore, IRecordStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ConversationEntry> _conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Conversation, string Id), DateTimeOffset> _handled = [];
    private readonly Dictionary<(string Conversation, string Id), DeadLetter> _letters = [];
    private readonly InMemoryOutbox _outbox;
    private readonly InMemoryRecords _records;

    public InMemoryStore(TimeProvider clock)
    {
        _records = new(clock);
        _outbox = new(clock, letter => _letters.TryAdd((letter.Conversation, letter.Id), letter));
    }

    public Task<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel) => Locked(() => Find(conversation));

    public Task<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancel) => Locked(() => Write(commit));

    public Task<IReadOnlyList<OutboxRow>> PostAsync(OutboxEntry entry, string? owner, TimeSpan lease, CancellationToken cancel) =>
        Locked(() => _outbox.Post(entry, owner, lease));

    public Task<IReadOnlyList<OutboxRow>> ClaimAsync(string owner, DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel) =>
        Locked(() => _outbox.Claim(owner, now, lease, limit, conversation => _conversations.GetValueOrDefault(conversation)?.Facts.LastHeard));

    public Task SettleAsync(string owner, IReadOnlyList<OutboxSettlement> settlements, CancellationToken cancel) =>
        Locked(() => _outbox.Settle(owner, settlements));

    public Task<DateTimeOffset?> NextOutboxDueAsync(CancellationToken cancel) => Locked(_outbox.NextDue);

    public Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancel) => Locked<IReadOnlyList<StoredTimer>>(() =>
    [
        .. _conversations.Values
            .SelectMany(kept => kept.Timers.Where(timer => timer.Due <= now)
                .Select(timer => new StoredTimer(kept.Conversation, timer.Kind, timer.Due, timer.Token)))
            .OrderBy(timer => timer.Due).ThenBy(timer => timer.Conversation, StringComparer.Ordinal).Take(limit),
    ]);

    public Task ApplyStatusesAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel) => Locked(() => _outbox.Apply(statuses));

    public Task<DeliveryStatus?> DeliveryOfAsync(string outboxId, CancellationToken cancel) => Locked(() => _outbox.DeliveryOf(outboxId));

    public Task AddDeadLetterAsync(DeadLetter letter, CancellationToken cancel) => Locked(() =>
    {
        _letters[(letter.Conversation, letter.Id)] = letter;
        if (letter.Kind == "poison") _handled.TryAdd((letter.Conversation, letter.Id), letter.At);
        return true;
    });

    public Task<FailedMessage?> FailedAsync(StatusChanged failure, CancellationToken cancel) => Locked(() => _outbox.Failed(failure));

    public Task<IReadOnlyList<MessageCosts>> CostsAsync(string month, CancellationToken cancel) => Locked(() => _outbox.Costs(month));

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int limit, CancellationToken cancel) =>
        Locked<IReadOnlyList<DeadLetter>>(() => [.. _letters.Values.OrderByDescending(letter => letter.At).Take(limit)]);

    public Task<StoreHealth> HealthAsync(DateTimeOffset now, CancellationToken cancel) =>
        Locked(() => new StoreHealth(true, _outbox.Open.Count(), _outbox.Open.Min(row => (DateTimeOffset?)row.CreatedAt), _letters.Count));

    public Task<int> PruneAsync(Outdated old, int limit, CancellationToken cancel) => Locked(() =>
    {
        var ids = _handled.Where(pair => pair.Value < old.HandledBefore).OrderBy(pair => pair.Value).Take(limit).Select(pair => pair.Key).ToList();
        foreach (var id in ids) _handled.Remove(id);
        return ids.Count + _outbox.Prune(old.HandledBefore, old.FinishedBefore, limit);
    });

    public Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel) => Locked(() => _records.Find(kind, key));

    public Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel) =>
        Locked(() => _records.LookUp(kind, lookup, value, limit));

    public Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel) => Locked(() => _records.Change(changes));

    /// <summary>Makes rows that another owner had begun due at once: for a process that takes the place of one that died.</summary>
    internal void ReleaseLeases(string exceptOwner)
    {
        lock (_gate) _outbox.Release(exceptOwner);
    }

    internal IReadOnlyList<StoredConversation> Conversations()
    {
        lock (_gate) return [.. _conversations.Keys.Order(StringComparer.Ordinal).Select(key => Own(key)!).Where(stored => stored.Session.MovedTo is null)];
    }

    /// <summary>Rows that have not come to an end.</summary>
    internal IReadOnlyList<InMemoryRow> OpenRows()
    {
        lock (_gate) return [.. _outbox.Open];
    }

    internal DateTimeOffset? NextTimer()
    {
        lock (_gate) return _conversations.Values.SelectMany(kept => kept.Timers).Min(timer => (DateTimeOffset?)timer.Due);
    }

    internal bool IsHandled(string conversation, string id)
    {
        lock (_gate) return _handled.ContainsKey((conversation, id));
    }

    private Task<T> Locked<T>(Func<T> work)
    {
        lock (_gate) return Task.FromResult(work());
    }

    private StoredConversation? Find(string conversation) => Own(conversation) is { Session.MovedTo: { } to } ? Find(to) : Own(conversation);

    private StoredConversation? Own(string conversation) =>
        _conversations.TryGetValue(conversation, out var kept) ? new(conversation, kept.Version, SessionJson.Read(kept.Session), kept.Facts) : null;

    private long VersionOf(string conversation) => _conversations.GetValueOrDefault(conversation)?.Version ?? 0;

    private CommitResult Write(TurnCommit commit)
    {
        if (_handled.ContainsKey((commit.Conversation, commit.HandledId))) return CommitResult.Duplicate;

        if (VersionOf(commit.Conversation) != commit.ExpectedVersion) return CommitResult.Conflict;
        if (commit.Aliases.Any(alias => VersionOf(alias.Conversation) != alias.ExpectedVersion)) return CommitResult.Conflict;
        if (!_records.Change(commit.Records)) return CommitResult.RecordConflict;

        TimerRequest[] timers = [.. commit.Timers.GroupBy(timer => timer.Kind).Select(kind => kind.Last())];
        _conversations[commit.Conversation] = new(commit.Conversation, commit.ExpectedVersion + 1, Json(commit.Session), commit.Facts, timers);
        _handled.Add((commit.Conversation, commit.HandledId), commit.At);
        foreach (var alias in commit.Aliases)
        {
            _conversations[alias.Conversation] = new(alias.Conversation, alias.ExpectedVersion + 1, Json(ConversationAlias.Session(commit)), commit.Facts, []);
            var heard = _handled.Where(pair => pair.Key.Conversation == alias.Conversation).ToList();
            foreach (var (id, at) in heard) _handled.TryAdd((commit.Conversation, id.Id), at);
        }

        _outbox.Take(commit);
        if (commit.DeadLetter is { } letter) _letters[(letter.Conversation, letter.Id)] = letter;
        return CommitResult.Committed;
    }

    private static byte[] Json(Session session)
    {
        var json = new ArrayBufferWriter<byte>();
        SessionJson.Write(json, session);
        return json.WrittenMemory.ToArray();
    }

    private sealed record ConversationEntry(string Conversation, long Version, byte[] Session, ConversationFacts Facts, IReadOnlyList<TimerRequest> Timers);
}
