using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>
/// Reads what a person sent, by Meta's <c>type</c>. A message that lacks its essence, or is of a kind not known here, is told by its kind only.
/// </summary>
internal sealed class MetaMessages(string channel)
{
    public MessageContent Content(JsonElement message)
    {
        var type = message.Text("type");
        var part = message.At(type);
        return Known(type, part) ?? new OtherReceived(WebhookBody.Kind(KindOf(type, part), "unknown"));
    }

    /// <summary>What was done to a message that is there already comes as not supported, with its name inside.</summary>
    private static string KindOf(string type, JsonElement part) => (type, part.Text("type")) switch
    {
        ("interactive", var inner) => inner,
        ("unsupported", "edit" or "pin" or "unpin" or "keep_in_chat" or "revoke") => part.Text("type"),
        _ => type,
    };

    private MessageContent? Known(string type, JsonElement part) => type switch
    {
        "text" => part.At("body").ValueKind == JsonValueKind.String ? new TextReceived(part.Text("body")) : null,
        "image" or "video" or "audio" or "document" or "sticker" => Media(type, part),
        "voice" => Media("audio", part),
        "location" => Location(part),
        "reaction" => new ReactionReceived(part.Text("message_id"), part.Text("emoji")),
        "button" => Tap(part.Text("payload"), part.Text("text")),
        "interactive" => Interactive(part),
        _ => null,
    };

    /// <summary>A tap on a reply button or a list row; null for other answers, such as a flow's. Interakt hands on the same object.</summary>
    public static TapReceived? Interactive(JsonElement part)
    {
        var reply = part.At(part.Text("type"));
        return part.Text("type") is "button_reply" or "list_reply" ? Tap(reply.Text("id"), reply.Text("title")) : null;
    }

    public static LocationReceived? Location(JsonElement part) =>
        part.Number("latitude") is { } latitude && part.Number("longitude") is { } longitude
            ? new LocationReceived(latitude, longitude, part.Text("name"))
            : null;

    private static TapReceived? Tap(string payload, string title) =>
        payload.Length + title.Length > 0 ? new TapReceived(payload, title) : null;

    private MediaReceived? Media(string kind, JsonElement part)
    {
        var (id, url) = (part.Text("id"), part.Text("url"));
        return id.Length + url.Length > 0
            ? new MediaReceived(kind, new MediaReference(channel, id, url, part.Text("mime_type"), part.Text("sha256")), part.Text("caption"))
            : null;
    }
}
