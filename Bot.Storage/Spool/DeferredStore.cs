using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Tables;

namespace Bot.Storage.Spool;

/// <summary>A database that a host may start without. Until it is open, every call throws <see cref="StoreUnavailableException"/>.</summary>
internal sealed class DeferredStore(Func<Task<IStore>> open) : IStore, IRowSource
{
    private bool _disposed;

    private IStore? _inner;
    private Exception? _why;

    private IStore Inner => _inner ?? throw new StoreUnavailableException(_why?.Message ?? "The database is not open yet.");

    /// <summary>Opens it unless it is open. One caller at a time.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened.</exception>
    public async Task OpenAsync(CancellationToken cancel)
    {
        if (_inner is not null) return;

        cancel.ThrowIfCancellationRequested();
        try
        {
            Volatile.Write(ref _inner, await open().ConfigureAwait(false));
        }
        catch (StoreUnavailableException away)
        {
            _why = away;
            throw;
        }
    }

    IStoredRows IRowSource.Rows => ((IRowSource)Inner).Rows;

    RowSealer IRowSource.Sealer => ((IRowSource)Inner).Sealer;

    public Task<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel) => Inner.LoadAsync(conversation, cancel);

    public Task<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancel) => Inner.CommitAsync(commit, cancel);

    public Task<IReadOnlyList<OutboxRow>> PostAsync(OutboxEntry entry, string? owner, TimeSpan lease, CancellationToken cancel) =>
        Inner.PostAsync(entry, owner, lease, cancel);

    public Task<IReadOnlyList<OutboxRow>> ClaimAsync(string owner, DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel) =>
        Inner.ClaimAsync(owner, now, lease, limit, cancel);

    public Task<IReadOnlyList<OutboxRow>> ClaimAsync(string owner, WorkScope scope, DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel) =>
        Inner.ClaimAsync(owner, scope, now, lease, limit, cancel);

    public Task SettleAsync(string owner, IReadOnlyList<OutboxSettlement> settlements, CancellationToken cancel) =>
        Inner.SettleAsync(owner, settlements, cancel);

    public Task<DateTimeOffset?> NextOutboxDueAsync(CancellationToken cancel) => Inner.NextOutboxDueAsync(cancel);

    public Task<DateTimeOffset?> NextOutboxDueAsync(WorkShare share, CancellationToken cancel) => Inner.NextOutboxDueAsync(share, cancel);

    public Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now, WorkScope scope, int limit, CancellationToken cancel) =>
        Inner.DueTimersAsync(now, scope, limit, cancel);

    public Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancel) => Inner.DueTimersAsync(now, limit, cancel);

    public Task ApplyStatusesAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel) => Inner.ApplyStatusesAsync(statuses, cancel);

    public Task<DeliveryStatus?> DeliveryOfAsync(string outboxId, CancellationToken cancel) => Inner.DeliveryOfAsync(outboxId, cancel);

    public Task<FailedMessage?> FailedAsync(StatusChanged failure, CancellationToken cancel) => Inner.FailedAsync(failure, cancel);

    public Task<IReadOnlyList<MessageCosts>> CostsAsync(string month, CancellationToken cancel) => Inner.CostsAsync(month, cancel);

    public Task AddDeadLetterAsync(DeadLetter letter, CancellationToken cancel) => Inner.AddDeadLetterAsync(letter, cancel);

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int limit, CancellationToken cancel) => Inner.DeadLettersAsync(limit, cancel);

    public Task<StoreHealth> HealthAsync(DateTimeOffset now, CancellationToken cancel) => Inner.HealthAsync(now, cancel);

    public Task<int> PruneAsync(Outdated old, int limit, CancellationToken cancel) => Inner.PruneAsync(old, limit, cancel);

    public Task<IReadOnlyList<ConversationLine>> ListAsync(string after, int limit, CancellationToken cancel) => Inner.ListAsync(after, limit, cancel);

    public Task<ConversationLine?> FindAsync(string sessionId, CancellationToken cancel) => Inner.FindAsync(sessionId, cancel);

    public Task<string?> NewestAsync(string prefix, CancellationToken cancel) => Inner.NewestAsync(prefix, cancel);

    public Task<IReadOnlyList<OutboxSummary>> OutboxAsync(string conversation, bool finished, int limit, CancellationToken cancel) =>
        Inner.OutboxAsync(conversation, finished, limit, cancel);

    public Task<IReadOnlyList<StoredTimer>> TimersAsync(string conversation, CancellationToken cancel) => Inner.TimersAsync(conversation, cancel);

    public Task<IReadOnlyList<StateCount>> CountByStateAsync(CancellationToken cancel) => Inner.CountByStateAsync(cancel);

    public Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel) => Inner.FindAsync(kind, key, cancel);

    public Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel) =>
        Inner.LookUpAsync(kind, lookup, value, limit, cancel);

    public Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel) => Inner.ChangeAsync(changes, cancel);

    public Task<IReadOnlyList<StoredRecord>> ListAsync(string kind, string lookup, string value, string after, int limit, CancellationToken cancel) =>
        Inner.ListAsync(kind, lookup, value, after, limit, cancel);

    public Task<IReadOnlyList<TranscriptTurn>> TranscriptAsync(string conversation, int limit, CancellationToken cancel) =>
        Inner.TranscriptAsync(conversation, limit, cancel);

    public Task<IReadOnlyList<StoredTurn>> TurnsAsync(string conversation, long version, int limit, CancellationToken cancel) =>
        Inner.TurnsAsync(conversation, version, limit, cancel);

    public Task<bool> CountTurnsAsync(int limit, CancellationToken cancel) => Inner.CountTurnsAsync(limit, cancel);

    public Task<IReadOnlyList<TurnCount>> TurnCountsAsync(string flow, CancellationToken cancel) => Inner.TurnCountsAsync(flow, cancel);

    public Task<ResealStep> ResealAsync(CancellationToken cancel) => Inner.ResealAsync(cancel);

    public Task<RotationProgress> RotationAsync(CancellationToken cancel) => Inner.RotationAsync(cancel);

    /// <remarks>While it is away there is nothing to look at, and nothing to find.</remarks>
    public Task<IReadOnlyList<string>> IntegrityCheckAsync(CancellationToken cancel) =>
        _inner?.IntegrityCheckAsync(cancel) ?? Task.FromResult<IReadOnlyList<string>>([]);

    /// <remarks>None while it is away: hosts share it, and leave leases to run out.</remarks>
    public Task<int> ReleaseLeasesAsync(string exceptOwner, DateTimeOffset now, CancellationToken cancel) =>
        _inner?.ReleaseLeasesAsync(exceptOwner, now, cancel) ?? Task.FromResult(0);

    /// <summary>A second time does nothing: a container has the store under several ports, and ends each of them.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _disposed, true) ? ValueTask.CompletedTask : _inner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
