using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Bot.Host.Observability;

/// <summary>The host's own spans and figures.</summary>
internal static class HostTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Bot.Host";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("bot.webhook.refusals", "{call}", "Webhook calls that were not taken, by reason");

    /// <summary>What one webhook call brought, from its events to their commits.</summary>
    public static Activity? Webhook(string channel) => Source.StartActivity("bot.webhook", ActivityKind.Consumer) is { } span ? span.SetTag("bot.channel", channel) : null;

    /// <param name="reason"><c>unproved</c>, <c>broken</c> or <c>later</c>.</param>
    public static void Refused(string channel, string reason) =>
        Refusals.Add(1, new KeyValuePair<string, object?>("bot.channel", channel), new KeyValuePair<string, object?>("bot.reason", reason));
}
