using System.Text.Json;
using System.Text.Unicode;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels;

/// <summary>Opens a webhook body and hands its root to a provider's reader; the limits for all of them are here.</summary>
internal static class WebhookBody
{
    /// <summary>Nesting; the deepest known payload has 14 levels.</summary>
    public const int MaxDepth = 32;

    /// <summary>Events in one body. Meta batches up to 1000.</summary>
    public const int MaxEvents = 1000;

    private const int LongestKind = 64;
    private const int LongestName = 200;

    public static WebhookContent Read(string channel, TimeProvider clock, WebhookRequest request, Func<JsonElement, IEnumerable<ChannelEvent>> read)
    {
        if (!Utf8.IsValid(request.Body.Span))
            return new([], "The body is not UTF-8.");

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(request.Body, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException)
        {
            return new([], $"The body is no JSON, or nested deeper than {MaxDepth} levels.");
        }

        using (document)
        {
            var events = read(document.RootElement).Take(MaxEvents + 1).ToList();
            if (events.Count > MaxEvents)
                events[MaxEvents] = new EventIgnored(channel, clock.GetUtcNow(), $"everything after {MaxEvents} events");
            if (events.Count == 0)
                events.Add(new EventIgnored(channel, clock.GetUtcNow(), "nothing"));
            return new(events);
        }
    }

    /// <summary>A name from the wire, short enough for a log line.</summary>
    public static string Kind(string wire, string absent) =>
        wire.Length == 0 ? absent : Cut(wire, LongestKind);

    /// <summary>A profile name, at a length that a person may have.</summary>
    public static string Name(string wire) => Cut(wire.Trim(), LongestName);

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
