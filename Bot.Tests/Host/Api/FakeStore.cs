using Bot.Engine.Abstractions;

namespace Bot.Tests.Host.Api;

/// <summary>A store that only tells how it is.</summary>
internal sealed class FakeStore(Func<DateTimeOffset, StoreHealth> health) : IConversationStore
{
    public Task<StoreHealth> HealthAsync(DateTimeOffset now, CancellationToken cancel) => Task.FromResult(health(now));

    public Task<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel) => throw Unasked();

    public Task<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancel) => throw Unasked();

    public Task<IReadOnlyList<OutboxRow>> PostAsync(OutboxEntry entry, string? owner, TimeSpan lease, CancellationToken cancel) => throw Unasked();

    public Task<IReadOnlyList<OutboxRow>> ClaimAsync(string owner, DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel) => throw Unasked();

    public Task SettleAsync(string owner, IReadOnlyList<OutboxSettlement> settlements, CancellationToken cancel) => throw Unasked();

    public Task<DateTimeOffset?> NextOutboxDueAsync(CancellationToken cancel) => throw Unasked();

    public Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancel) => throw Unasked();

    public Task ApplyStatusesAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel) => throw Unasked();

    public Task<DeliveryStatus?> DeliveryOfAsync(string outboxId, CancellationToken cancel) => throw Unasked();

    public Task<FailedMessage?> FailedAsync(StatusChanged failure, CancellationToken cancel) => throw Unasked();

    public Task<IReadOnlyList<MessageCosts>> CostsAsync(string month, CancellationToken cancel) => throw Unasked();

    public Task AddDeadLetterAsync(DeadLetter letter, CancellationToken cancel) => throw Unasked();

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int limit, CancellationToken cancel) => throw Unasked();

    public Task<int> PruneAsync(Outdated old, int limit, CancellationToken cancel) => throw Unasked();

    private static InvalidOperationException Unasked() => new("Only its health is asked for here.");
}
