using System.Buffers;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Serialization;

namespace Bot.Bench.Chaos.Simulation;

/// <summary>A store in memory that keeps every promise of its port, outlives the processes that use it, and can be stopped before and after each write. Sessions lie in it as the JSON that a database would hold.</summary>
internal sealed class SimulatedStore : IConversationStore, IRecordStore
{
    private readonly Lock _gate = new();
    private readonly IStops _stops;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, KeptConversation> _conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Conversation, string Id), DateTimeOffset> _handled = [];
    private readonly Dictionary<(string Conversation, string Id), DeadLetter> _letters = [];
    private readonly SimulatedOutbox _outbox;
    private readonly SimulatedRecords _records;

    public SimulatedStore(IStops stops, TimeProvider clock)
    {
        (_stops, _clock, _records) = (stops, clock, new(clock));
        _outbox = new(clock, letter => _letters.TryAdd((letter.Conversation, letter.Id), letter));
    }

    /// <summary>Told of every turn that was written, in the order of writing.</summary>
    public Action<TurnCommit>? Committed { get; set; }

    /// <summary>Told of every record change that was written, and of the turn it was part of, if any.</summary>
    public Action<RecordChange, TurnCommit?>? Changed { get; set; }

    public Task<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel)
    {
        lock (_gate) return Task.FromResult(Find(conversation));
    }

    public async Task<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancel)
    {
        await _stops.ReachAsync("commit", Moment.Before).ConfigureAwait(false);
        CommitResult result;
        lock (_gate) result = Write(commit);
        await _stops.ReachAsync("commit", Moment.After).ConfigureAwait(false);
        return result;
    }

    public Task<IReadOnlyList<OutboxRow>> PostAsync(OutboxEntry posting, string? owner, TimeSpan lease, CancellationToken cancel) =>
        WriteAsync("post", () => _outbox.Post(posting, owner, lease));

    public Task<IReadOnlyList<OutboxRow>> ClaimAsync(string owner, DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel) =>
        WriteAsync("claim", () => _outbox.Claim(owner, now, lease, limit, conversation => _conversations.GetValueOrDefault(conversation)?.Facts.LastHeard));

    public Task SettleAsync(string owner, IReadOnlyList<OutboxSettlement> settlements, CancellationToken cancel) =>
        WriteAsync("settle", () => _outbox.Settle(owner, settlements));

    public Task<DateTimeOffset?> NextOutboxDueAsync(CancellationToken cancel)
    {
        lock (_gate) return Task.FromResult(_outbox.NextDue());
    }

    public Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancel)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyList<StoredTimer>>([.. _conversations.Values
                .SelectMany(kept => kept.Timers.Where(timer => timer.Due <= now).Select(timer => new StoredTimer(kept.Conversation, timer.Kind, timer.Due, timer.Token)))
                .OrderBy(timer => timer.Due).ThenBy(timer => timer.Conversation, StringComparer.Ordinal).Take(limit)]);
    }

    public Task ApplyStatusesAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel) => WriteAsync("statuses", () => _outbox.Apply(statuses));

    public Task<DeliveryStatus?> DeliveryOfAsync(string outboxId, CancellationToken cancel)
    {
        lock (_gate) return Task.FromResult(_outbox.DeliveryOf(outboxId));
    }

    public Task BuryAsync(DeadLetter letter, CancellationToken cancel) => WriteAsync("bury", () =>
    {
        _letters[(letter.Conversation, letter.Id)] = letter;
        if (letter.Kind == "poison") _handled.TryAdd((letter.Conversation, letter.Id), letter.At);
        return true;
    });

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int limit, CancellationToken cancel)
    {
        lock (_gate) return Task.FromResult<IReadOnlyList<DeadLetter>>([.. _letters.Values.OrderByDescending(letter => letter.At).Take(limit)]);
    }

    public Task<StoreHealth> HealthAsync(DateTimeOffset now, CancellationToken cancel)
    {
        lock (_gate) return Task.FromResult(new StoreHealth(true, _outbox.Open.Count(), _outbox.Open.Min(row => (DateTimeOffset?)row.CreatedAt), _letters.Count));
    }

    public Task<int> PruneAsync(Outdated old, int limit, CancellationToken cancel) => WriteAsync("prune", () =>
    {
        var ids = _handled.Where(pair => pair.Value < old.HandledBefore).OrderBy(pair => pair.Value).Take(limit).Select(pair => pair.Key).ToList();
        foreach (var id in ids) _handled.Remove(id);
        return ids.Count + _outbox.Prune(old.HandledBefore, old.FinishedBefore, limit);
    });

    /// <summary>Makes rows that another owner had begun due at once: for the start of the only process.</summary>
    public void ReleaseLeases(string exceptOwner)
    {
        lock (_gate) _outbox.Release(exceptOwner);
    }

    public Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel)
    {
        lock (_gate) return Task.FromResult(_records.Find(kind, key));
    }

    public Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel)
    {
        lock (_gate) return Task.FromResult(_records.LookUp(kind, lookup, value, limit));
    }

    public Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel) => WriteAsync($"change {(changes.Count > 0 ? changes[0].Kind : "nothing")}", () => Change(changes, null));

    /// <summary>What stands now, for whoever checks: no strand stops for it.</summary>
    public IReadOnlyList<StoredConversation> Conversations()
    {
        lock (_gate) return [.. _conversations.Keys.Order(StringComparer.Ordinal).Select(conversation => Find(conversation)!)];
    }

    /// <summary>Rows that may be claimed now.</summary>
    public int DueRows(DateTimeOffset now)
    {
        lock (_gate) return _outbox.Open.Count(row => row.Due <= now);
    }

    public DateTimeOffset? NextDue()
    {
        lock (_gate) return _outbox.NextDue();
    }

    public DateTimeOffset? NextTimer()
    {
        lock (_gate) return _conversations.Values.SelectMany(kept => kept.Timers).Min(timer => (DateTimeOffset?)timer.Due);
    }

    /// <summary>Rows that have not come to an end.</summary>
    public IReadOnlyList<KeptRow> OpenRows()
    {
        lock (_gate) return [.. _outbox.Open];
    }

    public bool IsHandled(string conversation, string id)
    {
        lock (_gate) return _handled.ContainsKey((conversation, id));
    }

    private async Task<T> WriteAsync<T>(string point, Func<T> write)
    {
        await _stops.ReachAsync(point, Moment.Before).ConfigureAwait(false);
        T answer;
        lock (_gate) answer = write();
        await _stops.ReachAsync(point, Moment.After).ConfigureAwait(false);
        return answer;
    }

    private StoredConversation? Find(string conversation) =>
        _conversations.TryGetValue(conversation, out var kept) ? new(conversation, kept.Version, SessionJson.Read(kept.Session), kept.Facts) : null;

    private CommitResult Write(TurnCommit commit)
    {
        if (_handled.ContainsKey((commit.Conversation, commit.HandledId))) return CommitResult.Duplicate;

        var found = _conversations.GetValueOrDefault(commit.Conversation);
        if ((found?.Version ?? 0) != commit.ExpectedVersion) return CommitResult.Conflict;
        if (!Change(commit.Records, commit)) return CommitResult.RecordConflict;

        var session = new ArrayBufferWriter<byte>();
        SessionJson.Write(session, commit.Session);
        _conversations[commit.Conversation] = new(commit.Conversation, commit.ExpectedVersion + 1, session.WrittenMemory.ToArray(), commit.Facts, [.. commit.Timers.GroupBy(timer => timer.Kind).Select(kind => kind.Last())]);
        _handled.Add((commit.Conversation, commit.HandledId), commit.At);
        _outbox.Take(commit);
        if (commit.DeadLetter is { } letter) _letters[(letter.Conversation, letter.Id)] = letter;
        Committed?.Invoke(commit);
        return CommitResult.Committed;
    }

    private bool Change(IReadOnlyList<RecordChange> changes, TurnCommit? turn)
    {
        if (!_records.Change(changes)) return false;
        foreach (var change in changes) Changed?.Invoke(change, turn);
        return true;
    }

    private sealed record KeptConversation(string Conversation, long Version, byte[] Session, ConversationFacts Facts, IReadOnlyList<TimerRequest> Timers);
}
