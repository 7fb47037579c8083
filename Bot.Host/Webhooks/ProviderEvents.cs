using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Host.Observability;
using Bot.Host.Settings;
using Bot.Products.OneTimeCodes;

namespace Bot.Host.Webhooks;

/// <summary>What providers tell that is no person's message: deliveries and their prices, faults of the account, who wants no messages.</summary>
internal sealed class ProviderEvents(DeliveryReports reports, SendingStops stops, Subscriptions subscriptions, WithdrawnCodes codes, Alarms alarms,
    MessagingOptions options, TimeProvider clock)
{
    private static readonly TimeSpan UnreachableLasts = TimeSpan.FromHours(1);

    /// <param name="isAway">The store could not take them; whom a failure concerns is told when it is back.</param>
    public async Task DeliveredAsync(IReadOnlyList<StatusChanged> statuses, bool isAway, CancellationToken cancel)
    {
        foreach (var status in statuses)
        {
            if (status.Price is { } price) HostTelemetry.Priced(status.Channel, price);
        }

        if (!isAway) await reports.ApplyAsync(statuses, cancel);
    }

    /// <summary>Until when the bot leaves a person to the human who wrote; null where it does not.</summary>
    public DateTimeOffset? HoldBack(DateTimeOffset wrote)
    {
        var now = clock.GetUtcNow();
        var until = (wrote < now ? wrote : now) + options.HoldBack;
        return until > now ? until : null;
    }

    /// <summary>The owner of a number asked for no one-time code.</summary>
    public Task DisownAsync(string address, CancellationToken cancel) => codes.DisownAsync(address, cancel);

    public async Task TakeAsync(ChannelEvent happened, CancellationToken cancel)
    {
        switch (happened)
        {
            case SenderUnreachable unreachable:
                alarms.Raise($"unreachable.{unreachable.Channel}", unreachable.Why, UnreachableLasts);
                break;
            case AccountChanged { Fault: { } fault } stopped:
                stops.Begin(stopped.Channel, stopped.Template, fault, announced: true);
                break;
            case AccountChanged mended:
                stops.End(mended.Channel, mended.Scope, mended.Template);
                break;
            case SubscriptionChanged changed:
                await subscriptions.SetAsync(changed, cancel);
                break;
        }
    }
}
