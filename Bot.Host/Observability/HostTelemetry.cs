using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bot.Engine.Abstractions;

namespace Bot.Host.Observability;

/// <summary>The host's own spans and figures.</summary>
internal static class HostTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Bot.Host";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("bot.webhook.refusals", "{call}", "Webhook calls that were not taken, by reason");

    private static readonly Counter<long> Prices = Meter.CreateCounter<long>("bot.messages.priced", "{message}", "Delivered messages by what they cost, as their statuses tell it");

    /// <summary>Whether any listener asks for spans.</summary>
    public static bool IsTraced => Source.HasListeners();

    /// <summary>
    /// What one webhook call brought, from its events to their commits: the root of a message's trace, unless the call names one that it is part of.
    /// </summary>
    public static Activity? Webhook(string channel, IHeaderDictionary headers)
    {
        var span = Start("bot.webhook", ActivityKind.Consumer, headers);
        return span is { IsAllDataRequested: true } ? span.SetTag("bot.channel", channel) : span;
    }

    /// <param name="reason"><c>unproved</c>, <c>broken</c> or <c>later</c>.</param>
    public static void Refused(string channel, string reason) =>
        Refusals.Add(1, new KeyValuePair<string, object?>("bot.channel", channel), new KeyValuePair<string, object?>("bot.reason", reason));

    /// <summary>A delivered message, with what it costs. An event that comes twice counts twice; the store's figure does not.</summary>
    public static void Priced(string channel, MessagePrice price)
    {
        if (Prices.Enabled)
            Prices.Add(1, new("bot.channel", channel), new("bot.category", price.Category), new("bot.type", price.Type), new KeyValuePair<string, object?>("bot.billable", price.Billable));
    }

    /// <summary>A span in the caller's trace, where the headers name one (<c>traceparent</c>), else a trace's root; null without a listener.</summary>
    public static Activity? Start(string name, ActivityKind kind, IHeaderDictionary headers)
    {
        if (!IsTraced) return null;

        _ = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var caller);
        return Source.StartActivity(name, kind, caller);
    }
}
