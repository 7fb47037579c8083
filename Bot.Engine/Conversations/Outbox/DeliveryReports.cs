using System.Collections.Concurrent;
using Bot.Engine.Abstractions;

namespace Bot.Engine.Conversations.Outbox;

/// <summary>
/// What providers tell of messages after taking them: the store keeps how far each came, a failure reaches whom it concerns, a fault of the account stops the
/// number.
/// </summary>
public sealed class DeliveryReports(IConversationStore store, IReadOnlyList<IDeliveryListener> listeners, SendingStops stops, Subscriptions? subscriptions,
    TimeProvider clock)
{
    /// <summary>How the outbox calls what is no answer within the window.</summary>
    private const string Template = "template";

    /// <summary>Failures that came before their send was recorded; those beyond it are found only by asking for the state of their message.</summary>
    private const int EarlyLimit = 1000;

    /// <summary>An older report tells nothing of the account as it is now.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, StatusChanged> _early = new(StringComparer.Ordinal);

    /// <summary>Acts on events that the store has applied. The same again changes nothing.</summary>
    public async Task ApplyAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel)
    {
        foreach (var left in statuses.Where(status => status is { Status: DeliveryStatus.Sent or DeliveryStatus.Delivered, Failure: null }))
            stops.Left(left.Channel, left.At);

        var failed = statuses.Where(status => status.Status == DeliveryStatus.Failed).ToList();
        if (failed.Count == 0) return;

        foreach (var fault in failed.Where(status => status.Failure is { Action: FailureAction.FixSettings, Scope: not SendingScope.Template }
            && clock.GetUtcNow() - status.At < Recent))
        {
            stops.Begin(fault.Channel, "", fault.Failure!, reported: true);
        }

        foreach (var status in failed) await FailAsync(status, cancel).ConfigureAwait(false);
    }

    /// <summary>A send was recorded: a failure that overtook it is acted on now.</summary>
    public async Task RecordedAsync(string outboxId, string providerId, CancellationToken cancel)
    {
        if (_early.IsEmpty) return;
        if (_early.TryRemove(providerId, out var early) || _early.TryRemove(outboxId, out early)) await FailAsync(early, cancel).ConfigureAwait(false);
    }

    private async Task FailAsync(StatusChanged status, CancellationToken cancel)
    {
        if (await store.FailedAsync(status, cancel).ConfigureAwait(false) is not { } message)
        {
            if (_early.Count < EarlyLimit) _early[status.Reference.Length > 0 ? status.Reference : status.ProviderId] = status;
            return;
        }

        if (status.Failure is { IsOptOut: true } && subscriptions is not null)
            await subscriptions.NoteRefusalAsync(message.Channel, message.Address, status.At, cancel).ConfigureAwait(false);

        // The person's own wish is nothing for an operator, but where it keeps an answer from them.
        var taken = status.Failure is { IsOptOut: true } && message.Kind == Template;
        foreach (var listener in listeners) taken |= await listener.FailedAsync(message, cancel).ConfigureAwait(false);
        if (taken) return;

        await store.AddDeadLetterAsync(
            new($"delivery.{message.Id}", message.Conversation, "delivery", $"A {message.Kind} over {message.Channel} did not arrive. {message.Why}", "", status.At),
            cancel).ConfigureAwait(false);
    }
}
