using Bot.Engine.Abstractions;
using Bot.Engine.Diagnostics;

namespace Bot.Engine.Conversations.Outbox;

/// <summary>Sends one claimed message and decides how its row goes on.</summary>
internal sealed class MessageSender(IConversationStore store, IReadOnlyDictionary<string, IChannel> channels, Pacing pacing, OutboxSettings settings,
    TimeProvider clock, IEngineObserver observer, SendingStops stops, Alarms alarms, Subscriptions? subscriptions)
{
    /// <summary>The provider's clock and ours may differ; a message that leaves in the last minutes may arrive too late.</summary>
    private static readonly TimeSpan WindowMargin = TimeSpan.FromMinutes(2);

    /// <summary>The code of a refusal of our own.</summary>
    private const string OptedOut = "opted out";

    /// <summary>What is old when the account is mended is of no use any more.</summary>
    private static readonly TimeSpan KeptWhileStopped = TimeSpan.FromDays(1);

    private static readonly TimeSpan AlarmLasts = TimeSpan.FromHours(1);

    private readonly RetryCounter _retries = new();

    /// <summary>See <see cref="Pacing.HeldUntil"/>.</summary>
    public DateTimeOffset? HeldUntil => pacing.HeldUntil;

    public async Task<OutboxSettlement> SendAsync(OutboxRow row, CancellationToken cancel)
    {
        var settlement = await DecideAsync(row, cancel).ConfigureAwait(false);
        if (settlement is not OutboxSettlement.Later) _retries.Clear(row.Id);
        return settlement;
    }

    private async Task<OutboxSettlement> DecideAsync(OutboxRow row, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!channels.TryGetValue(row.Channel, out var channel)) return new OutboxSettlement.GivenUp(row.Id, $"There is no channel '{row.Channel}'.", now);
        if (row.Recovering && await LookAsync(row, now, cancel).ConfigureAwait(false) is { } settled) return settled;
        if (row.Message is not TemplateMessage && now - row.LastHeard > ConversationFacts.Window - WindowMargin)
            return new OutboxSettlement.GivenUp(row.Id, "The 24-hour window is closed and the message has no template.", now);
        if (stops.Find(row.Channel, row.Message!) is { } stop)
        {
            return now - row.CreatedAt > KeptWhileStopped
                ? new OutboxSettlement.GivenUp(row.Id, $"{stop.Fault.Code}: {stop.Fault.Reason} It was not mended within a day.", now)
                : new OutboxSettlement.Later(row.Id, stop.Until, $"{stop.Fault.Code}: {stop.Fault.Reason}");
        }
        if (pacing.Wait(row.Channel, row.Conversation, now) is { } due) return new OutboxSettlement.Later(row.Id, due, "pacing");

        return (await TryAsync(row, channel, cancel).ConfigureAwait(false)).Settlement;
    }

    /// <summary>Sends a row that was posted to be sent at once: one try, no pacing.</summary>
    public Task<(SendResult Result, OutboxSettlement Settlement)> TryAsync(OutboxRow row, CancellationToken cancel)
    {
        if (!channels.TryGetValue(row.Channel, out var channel)) throw new InvalidOperationException($"There is no channel '{row.Channel}'.");
        if (stops.Find(row.Channel, row.Message!, urgent: true) is not { } stop) return TryAsync(row, channel, cancel);

        var refused = new SendRefused(stop.Fault with { RetryAfter = stop.Until - clock.GetUtcNow() });
        observer.OnSent(row, refused);
        return Task.FromResult<(SendResult, OutboxSettlement)>((refused, new OutboxSettlement.GivenUp(row.Id, $"{stop.Fault.Code}: {stop.Fault.Reason}", clock.GetUtcNow())));
    }

    private async Task<(SendResult Result, OutboxSettlement Settlement)> TryAsync(OutboxRow row, IChannel channel, CancellationToken cancel)
    {
        var begun = EngineMetrics.Begin();
        using var span = EngineTraces.Send(row.Channel, row.Cause);
        var result = subscriptions is not null && await subscriptions.RefusesAsync(row.Channel, row.Address, row.Message!, cancel).ConfigureAwait(false)
            ? new SendRefused(new SendFailure(OptedOut, "The person wants no messages.", FailureAction.GiveUp) { IsOptOut = true })
            : await channel.SendAsync(row.Address, row.Message!, row.Id, cancel).ConfigureAwait(false);
        Note(row, result);
        if (result is SendRefused { Failure: { IsOptOut: true, Code: not OptedOut } } && subscriptions is not null)
            await subscriptions.NoteRefusalAsync(row.Channel, row.Address, clock.GetUtcNow(), cancel).ConfigureAwait(false);
        EngineMetrics.Sent(row.Channel, result is SendAccepted ? "accepted" : result is SendRefused ? "refused" : "unknown", begun);
        observer.OnSent(row, result);
        return (result, result switch
        {
            SendAccepted accepted => new OutboxSettlement.Sent(row.Id, accepted.ProviderId, clock.GetUtcNow()),
            SendRefused refused => AfterRefusal(row, refused.Failure, clock.GetUtcNow()),
            SendUnknown unknown => new OutboxSettlement.Later(row.Id, clock.GetUtcNow() + settings.LostAnswerGrace, unknown.Why, Unknown: true),
            _ => throw new InvalidOperationException($"{result.GetType().Name} is no result of a send."),
        });
    }

    /// <summary>
    /// It may have gone out before: a status event tells. Silence over the grace period, counted from when its end was in doubt, means that it is sent again.
    /// </summary>
    private async Task<OutboxSettlement?> LookAsync(OutboxRow row, DateTimeOffset now, CancellationToken cancel)
    {
        var status = await store.DeliveryOfAsync(row.Id, cancel).ConfigureAwait(false);
        if (status is DeliveryStatus.Failed) return new OutboxSettlement.GivenUp(row.Id, "The provider reported that it failed.", now);
        if (status is not null) return new OutboxSettlement.Finished(row.Id, now);

        return row.Waited ? null : new OutboxSettlement.Later(row.Id, now + settings.LostAnswerGrace, "waiting for a status event", Unknown: true);
    }

    /// <summary>What the answer says of the account.</summary>
    private void Note(OutboxRow row, SendResult result)
    {
        switch (result)
        {
            case SendAccepted:
                stops.Accepted(row.Channel, row.Message!);
                break;
            case SendRefused { Failure: { Action: FailureAction.FixSettings } fault }:
                stops.Begin(row.Channel, (row.Message as TemplateMessage)?.Name ?? "", fault);
                break;
            case SendRefused { Failure: { NeedsOperator: true } fault }:
                alarms.Raise($"refused.{row.Channel}", $"{row.Channel} does not take a message: {fault.Reason}", AlarmLasts);
                break;
        }
    }

    private OutboxSettlement AfterRefusal(OutboxRow row, SendFailure failure, DateTimeOffset now)
    {
        var why = $"{failure.Code}: {failure.Reason}";

        // The person's own wish is nothing for an operator, but where it keeps an answer from them.
        if (failure.IsOptOut && row.Message is TemplateMessage) return new OutboxSettlement.Finished(row.Id, now);

        // The message is not at fault: it waits with the others.
        if (failure.Action is FailureAction.FixSettings)
            return new OutboxSettlement.Later(row.Id, stops.Find(row.Channel, row.Message!)?.Until ?? now + TimeSpan.FromMinutes(1), why);

        var refusals = _retries.Count(row.Id);
        if (failure.Action is FailureAction.GiveUp or FailureAction.WindowClosed || refusals >= settings.SendLimit)
            return new OutboxSettlement.GivenUp(row.Id, why, now);

        var wait = failure.RetryAfter ?? failure.Action switch
        {
            // Meta's advice on 131056: 4^x seconds.
            FailureAction.SlowRecipient => TimeSpan.FromSeconds(Math.Pow(4, Math.Min(refusals, 5))),
            _ => Backoff.After(refusals),
        };
        if (failure.Action is FailureAction.SlowChannel) pacing.Pause(row.Channel, now + wait);
        return new OutboxSettlement.Later(row.Id, now + wait, why);
    }
}

/// <summary>How long to wait before another try: 2 s, 4 s, 8 s ... 5 min.</summary>
internal static class Backoff
{
    public static TimeSpan After(int attempts) => TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, Math.Clamp(attempts, 1, 9))));
}
