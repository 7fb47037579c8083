using Bot.Engine.Abstractions;

namespace Bot.Engine.Conversations.Outbox;

/// <summary>Messages outside of any turn, through the same outbox: an API's one-time code, a notice about a lead.</summary>
public sealed class OutboxWriter(IConversationStore store, IReadOnlyDictionary<string, IChannel> channels, OutboxSettings settings, TimeProvider clock,
    IEngineObserver observer, SendingStops? stops = null, Alarms? alarms = null, Subscriptions? subscriptions = null, DeliveryReports? reports = null,
    IRestrictions? restrictions = null)
    : IOutboxWriter
{
    private readonly Alarms _alarms = alarms ?? new(observer, clock);

    /// <summary>Raised with the conversation when a message was left to be sent; the pump listens.</summary>
    public event Action<string>? Filled;

    internal MessageSender Sender => field ??= new(store, channels, new(), settings, clock, observer, stops ?? new(_alarms, clock), _alarms, subscriptions);

    /// <summary>Told of sends that were recorded; null where nothing is told of them.</summary>
    internal DeliveryReports? Reports => reports;

    public async Task PostAsync(OutboxEntry entry, CancellationToken cancel)
    {
        if (restrictions?.Restricts(entry.Conversation) == true) return;

        await store.PostAsync(entry, null, settings.Lease, cancel).ConfigureAwait(false);
        Filled?.Invoke(entry.Conversation);
    }

    public async Task<SendResult> SendNowAsync(OutboxEntry entry, CancellationToken cancel)
    {
        if (restrictions?.Restricts(entry.Conversation) == true)
            return new SendRefused(new("restricted", "The person's data are to be erased; nothing is sent to them until that is done.", FailureAction.GiveUp) { IsOptOut = true });

        var rows = await store.PostAsync(entry, settings.Owner, settings.Lease, cancel).ConfigureAwait(false);

        // It was begun by a process that died since; the pump finds out what became of it.
        if (rows.Count == 0) return new SendUnknown("It was begun before.");

        // Written down as begun: from here on no cancellation stops it, and a crash leaves it to be recovered.
        var (result, settlement) = await Sender.TryAsync(rows.Single(), CancellationToken.None).ConfigureAwait(false);
        if (result is SendRefused { Failure.IsOptOut: false } refused) settlement = new OutboxSettlement.GivenUp(rows[0].Id, $"{refused.Failure.Code}: {refused.Failure.Reason}", clock.GetUtcNow());
        await store.SettleAsync(settings.Owner, [settlement], CancellationToken.None).ConfigureAwait(false);
        if (result is SendAccepted accepted && reports is not null)
            await reports.RecordedAsync(rows[0].Id, accepted.ProviderId, CancellationToken.None).ConfigureAwait(false);
        return result;
    }
}
