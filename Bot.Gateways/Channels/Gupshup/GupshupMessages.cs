using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Gateways.Channels.MetaCloud;

namespace Bot.Gateways.Channels.Gupshup;

/// <summary>Reads what a person sent, from a v2 <c>payload</c>. A tap comes under three outer names, so it is known by its inner shape.</summary>
internal sealed class GupshupMessages(string channel)
{
    public MessageContent Content(JsonElement payload)
    {
        var type = payload.Text("type");
        var part = payload.At("payload");
        return Tap(type, part) ?? Known(type, part) ?? new OtherReceived(WebhookBody.Kind(type, "unknown"));
    }

    // The inner id is the msgid of our menu, not of the choice; only postbackText is what we attached to that.
    private static MessageContent? Tap(string type, JsonElement part)
    {
        var postback = part.Text("postbackText");
        if (postback.Length == 0 && part.Text("type") != "button" && type is not ("button" or "button_reply" or "quick_reply" or "list_reply"))
            return null;

        if (postback == MetaMessages.NotRequested) return new CodeDisowned();

        var title = part.Text("title", "text", "reply");
        return postback.Length + title.Length > 0 ? new TapReceived(postback, title) : null;
    }

    private MessageContent? Known(string type, JsonElement part) => type switch
    {
        "text" => part.At("text").ValueKind == JsonValueKind.String ? new TextReceived(part.Text("text")) : null,
        "image" or "video" or "audio" or "sticker" => Media(type, part),
        "file" or "document" => Media("document", part),
        "voice" => Media("audio", part),
        "contact" or "contacts" => MetaMessages.Contact(part.Items("contacts")),
        "location" => MetaMessages.Location(part),
        "reaction" => new ReactionReceived(part.Text("msgId", "gsId", "msgid", "id"), part.Text("emoji")),
        _ => null,
    };

    private MediaReceived? Media(string kind, JsonElement part) =>
        part.Text("url") is { Length: > 0 } url
            ? new MediaReceived(kind, new MediaReference(channel, "", url, part.Text("contentType", "content-type"), ""), part.Text("caption"))
            : null;
}
