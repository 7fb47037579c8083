using Bot.Engine.Abstractions;

namespace Bot.Engine.Conversations.Outbox;

/// <summary>Messages outside of any turn, through the same outbox: an API's one-time code, a notice about a lead.</summary>
public sealed class OutboxWriter(IConversationStore store, IReadOnlyDictionary<string, IChannel> channels, OutboxSettings settings, TimeProvider clock,
    IEngineObserver observer) : IOutboxWriter
{
    /// <summary>Raised when a message was left to be sent; the pump listens.</summary>
    public event Action? Filled;

    internal MessageSender Sender { get; } = new(store, channels, new(), settings, clock, observer);

    public async Task PostAsync(OutboxEntry entry, CancellationToken cancel)
    {
        await store.PostAsync(entry, null, settings.Lease, cancel).ConfigureAwait(false);
        Filled?.Invoke();
    }

    public async Task<SendResult> SendNowAsync(OutboxEntry entry, CancellationToken cancel)
    {
        var rows = await store.PostAsync(entry, settings.Owner, settings.Lease, cancel).ConfigureAwait(false);

        // It was begun by a process that died since; the pump finds out what became of it.
        if (rows.Count == 0) return new SendUnknown("It was begun before.");

        // Written down as begun: from here on no cancellation stops it, and a crash leaves it to be recovered.
        var (result, settlement) = await Sender.TryAsync(rows.Single(), CancellationToken.None).ConfigureAwait(false);
        if (result is SendRefused refused) settlement = new OutboxSettlement.GivenUp(rows[0].Id, $"{refused.Failure.Code}: {refused.Failure.Reason}", clock.GetUtcNow());
        await store.SettleAsync(settings.Owner, [settlement], CancellationToken.None).ConfigureAwait(false);
        return result;
    }
}
