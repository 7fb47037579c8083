using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>
/// Reads what a person sent, by Meta's <c>type</c>. A message that lacks its essence, or is of a kind not known here, is told by its kind only.
/// </summary>
internal sealed class MetaMessages(string channel)
{
    /// <summary>Payload of the button "I did not request a code" (Meta, "Authentication templates").</summary>
    public const string NotRequested = "DID_NOT_REQUEST_CODE";

    public MessageContent Content(JsonElement message)
    {
        var type = message.Text("type");
        var part = message.At(type);
        return type switch
        {
            "edit" => new EditReceived(part.Text("original_message_id"), Edited(part.At("message"))),
            "revoke" => new DeletionReceived(part.Text("original_message_id")),
            "contacts" => (MessageContent?)Contact(message.Items("contacts")) ?? new OtherReceived(type),

            // On numbers of the API alone the new text never comes.
            "unsupported" when part.Text("type") == "edit" => new EditReceived("", null),
            "unsupported" when part.Text("type") == "revoke" => new DeletionReceived(""),
            "unsupported" => new OtherReceived("unsupported", WebhookBody.Kind(part.Text("type"), "")),
            _ => Known(type, part) ?? new OtherReceived(WebhookBody.Kind(type == "interactive" ? part.Text("type") : type, "unknown")),
        };
    }

    // An edit of an edit is none.
    private MessageContent? Edited(JsonElement message) => message.Text("type") is { Length: > 0 } and not ("edit" or "revoke") ? Content(message) : null;

    /// <summary>
    /// One card with one number; null for anything else, and for a sender who is none. It is the sender's own where it answers a request for it and its number
    /// is that of the account which the provider tells with it (<c>wa_id</c>).
    /// </summary>
    public static ContactReceived? Contact(IEnumerable<JsonElement> cards)
    {
        if (cards.Take(2).ToList() is not [var card] || card.Items("phones").Take(2).ToList() is not [var phone]) return null;

        var number = phone.Text("phone", "wa_id");
        var digits = ChannelAddress.Phone(number);
        return digits.Length == 0 ? null : new ContactReceived(number, card.Text("origin") == "contact_request" && digits == phone.Text("wa_id"));
    }

    private MessageContent? Known(string type, JsonElement part) => type switch
    {
        "text" => part.At("body").ValueKind == JsonValueKind.String ? new TextReceived(part.Text("body")) : null,
        "image" or "video" or "audio" or "document" or "sticker" => Media(type, part),
        "voice" => Media("audio", part),
        "location" => Location(part),
        "reaction" => new ReactionReceived(part.Text("message_id"), part.Text("emoji")),
        "button" when part.Text("payload") == NotRequested => new CodeDisowned(),
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
