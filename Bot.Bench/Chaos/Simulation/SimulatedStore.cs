using Bot.Engine.Abstractions;
using Bot.Engine.InMemory;

namespace Bot.Bench.Chaos.Simulation;

/// <summary>A store in memory that outlives the processes that use it, and can be stopped before and after each write.</summary>
internal sealed class SimulatedStore(IStops stops, TimeProvider clock) : IConversationStore, IRecordStore
{
    private readonly InMemoryStore _inner = new(clock);

    /// <summary>Told of every turn that was written, in the order of writing.</summary>
    public Action<TurnCommit>? Committed { get; set; }

    /// <summary>Told of every record change that was written, and of the turn it was part of, if any.</summary>
    public Action<RecordChange, TurnCommit?>? Changed { get; set; }

    public Task<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel) => _inner.LoadAsync(conversation, cancel);

    public Task<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancel) => WriteAsync("commit", async () =>
    {
        var result = await _inner.CommitAsync(commit, cancel).ConfigureAwait(false);
        if (result != CommitResult.Committed) return result;

        foreach (var change in commit.Records) Changed?.Invoke(change, commit);
        Committed?.Invoke(commit);
        return result;
    });

    public Task<IReadOnlyList<OutboxRow>> PostAsync(OutboxEntry entry, string? owner, TimeSpan lease, CancellationToken cancel) =>
        WriteAsync("post", () => _inner.PostAsync(entry, owner, lease, cancel));

    public Task<IReadOnlyList<OutboxRow>> ClaimAsync(string owner, DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel) =>
        WriteAsync("claim", () => _inner.ClaimAsync(owner, now, lease, limit, cancel));

    public Task SettleAsync(string owner, IReadOnlyList<OutboxSettlement> settlements, CancellationToken cancel) =>
        WriteAsync("settle", () => _inner.SettleAsync(owner, settlements, cancel));

    public Task<DateTimeOffset?> NextOutboxDueAsync(CancellationToken cancel) => _inner.NextOutboxDueAsync(cancel);

    public Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancel) =>
        _inner.DueTimersAsync(now, limit, cancel);

    public Task ApplyStatusesAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel) =>
        WriteAsync("statuses", () => _inner.ApplyStatusesAsync(statuses, cancel));

    public Task<DeliveryStatus?> DeliveryOfAsync(string outboxId, CancellationToken cancel) => _inner.DeliveryOfAsync(outboxId, cancel);

    public Task<FailedMessage?> FailedAsync(StatusChanged failure, CancellationToken cancel) => _inner.FailedAsync(failure, cancel);

    public Task<IReadOnlyList<MessageCosts>> CostsAsync(string month, CancellationToken cancel) => _inner.CostsAsync(month, cancel);

    public Task AddDeadLetterAsync(DeadLetter letter, CancellationToken cancel) => WriteAsync("dead letter", () => _inner.AddDeadLetterAsync(letter, cancel));

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int limit, CancellationToken cancel) => _inner.DeadLettersAsync(limit, cancel);

    public Task<StoreHealth> HealthAsync(DateTimeOffset now, CancellationToken cancel) => _inner.HealthAsync(now, cancel);

    public Task<int> PruneAsync(Outdated old, int limit, CancellationToken cancel) => WriteAsync("prune", () => _inner.PruneAsync(old, limit, cancel));

    /// <summary>Makes rows that another owner had begun due at once: for the start of the only process.</summary>
    public void ReleaseLeases(string exceptOwner) => _inner.ReleaseLeases(exceptOwner);

    public Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel) => _inner.FindAsync(kind, key, cancel);

    public Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel) =>
        _inner.LookUpAsync(kind, lookup, value, limit, cancel);

    public Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel) => WriteAsync($"change {(changes.Count > 0 ? changes[0].Kind : "nothing")}", async () =>
    {
        if (!await _inner.ChangeAsync(changes, cancel).ConfigureAwait(false)) return false;

        foreach (var change in changes) Changed?.Invoke(change, null);
        return true;
    });

    /// <summary>What stands now, for checks: no fiber stops for it.</summary>
    public IReadOnlyList<StoredConversation> Conversations() => _inner.Conversations();

    /// <summary>Rows that may be claimed now.</summary>
    public int DueRows(DateTimeOffset now) => OpenRows().Count(row => row.Due <= now);

    public DateTimeOffset? NextDue() => OpenRows().Min(row => row.Due);

    public DateTimeOffset? NextTimer() => _inner.NextTimer();

    /// <summary>Rows that have not come to an end.</summary>
    public IReadOnlyList<InMemoryRow> OpenRows() => _inner.OpenRows();

    public bool IsHandled(string conversation, string id) => _inner.IsHandled(conversation, id);

    private Task<bool> WriteAsync(string point, Func<Task> write) => WriteAsync(point, async () =>
    {
        await write().ConfigureAwait(false);
        return true;
    });

    private async Task<T> WriteAsync<T>(string point, Func<Task<T>> write)
    {
        await stops.ReachAsync(point, Moment.Before).ConfigureAwait(false);
        var answer = await write().ConfigureAwait(false);
        await stops.ReachAsync(point, Moment.After).ConfigureAwait(false);
        return answer;
    }
}
