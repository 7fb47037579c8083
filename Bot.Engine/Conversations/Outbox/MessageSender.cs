using Bot.Engine.Abstractions;
using Bot.Engine.Diagnostics;

namespace Bot.Engine.Conversations.Outbox;

/// <summary>Sends one claimed message and decides how its row goes on.</summary>
internal sealed class MessageSender(IConversationStore store, IReadOnlyDictionary<string, IChannel> channels, Pacing pacing, OutboxSettings settings,
    TimeProvider clock, IEngineObserver observer)
{
    /// <summary>The provider's clock and ours may differ; a message that leaves in the last minutes may arrive too late.</summary>
    private static readonly TimeSpan WindowMargin = TimeSpan.FromMinutes(2);

    private readonly RetryCounter _retries = new();

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
        if (row.Message is not TemplateMessage && now - row.LastHeard > TurnCommits.Window - WindowMargin) return new OutboxSettlement.GivenUp(row.Id, "The 24-hour window is closed and the message has no template.", now);
        if (pacing.Wait(row.Channel, row.Conversation, now) is { } due) return new OutboxSettlement.Later(row.Id, due, "pacing");

        return (await TryAsync(row, channel, cancel).ConfigureAwait(false)).Settlement;
    }

    /// <summary>Sends a row that was posted to be sent at once: one try, no pacing.</summary>
    public Task<(SendResult Result, OutboxSettlement Settlement)> TryAsync(OutboxRow row, CancellationToken cancel) =>
        channels.TryGetValue(row.Channel, out var channel)
            ? TryAsync(row, channel, cancel)
            : throw new InvalidOperationException($"There is no channel '{row.Channel}'.");

    private async Task<(SendResult Result, OutboxSettlement Settlement)> TryAsync(OutboxRow row, IChannel channel, CancellationToken cancel)
    {
        var begun = EngineMetrics.Begin();
        using var span = EngineTraces.Send(row.Channel, row.Cause);
        var result = await channel.SendAsync(row.Address, row.Message!, row.Id, cancel).ConfigureAwait(false);
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

    private OutboxSettlement AfterRefusal(OutboxRow row, SendFailure failure, DateTimeOffset now)
    {
        var why = $"{failure.Code}: {failure.Reason}";
        var refusals = _retries.Count(row.Id);
        if (failure.Action is FailureAction.GiveUp or FailureAction.WindowClosed || refusals >= settings.SendLimit)
            return new OutboxSettlement.GivenUp(row.Id, why, now);

        var wait = failure.RetryAfter ?? failure.Action switch
        {
            // Meta's advice on 131056: 4^x seconds.
            FailureAction.SlowRecipient => TimeSpan.FromSeconds(Math.Pow(4, Math.Min(refusals, 5))),
            FailureAction.FixSettings => TimeSpan.FromMinutes(Math.Min(60, 5 * refusals)),
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
