using System.Globalization;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;

namespace Bot.Sandbox.Phones;

/// <summary>Meta's envelope, signed with the app secret.</summary>
public sealed class MetaPhone(string appSecret, string phoneNumberId) : SimulatedPhone
{
    public override string Channel => "meta";

    public override bool MayHideNumber => true;

    private protected override JsonObject Message(PhoneAct act, JsonObject part)
    {
        var hidden = act.From.Contains('.', StringComparison.Ordinal);
        var contact = new JsonObject { ["profile"] = new JsonObject { ["name"] = act.Name }, [hidden ? "user_id" : "wa_id"] = act.From };
        part[hidden ? "from_user_id" : "from"] = act.From;
        if (act.UserId.Length > 0) (contact["user_id"], part["from_user_id"]) = (act.UserId, act.UserId);
        part["id"] = act.MessageId;
        part["timestamp"] = act.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Envelope(new()
        {
            ["contacts"] = new JsonArray(contact),
            ["messages"] = new JsonArray(part),
        });
    }

    private protected override JsonObject Moved(string to, string providerId, DeliveryStatus status, DateTimeOffset at) => Envelope(new()
    {
        ["statuses"] = new JsonArray(new JsonObject
        {
            ["id"] = providerId,
            ["status"] = WordOf(status),
            ["timestamp"] = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["recipient_id"] = to,
        }),
    });

    private protected override JsonObject TextPart(string text) => new() { ["type"] = "text", ["text"] = new JsonObject { ["body"] = text } };

    private protected override JsonObject TapPart(string payload, string title, bool list)
    {
        var kind = list ? "list_reply" : "button_reply";
        return new() { ["type"] = "interactive", ["interactive"] = new JsonObject { ["type"] = kind, [kind] = new JsonObject { ["id"] = payload, ["title"] = title } } };
    }

    private protected override JsonObject ImagePart(string media, string url, string mimeType) =>
        new() { ["type"] = "image", ["image"] = new JsonObject { ["id"] = media, ["mime_type"] = mimeType, ["sha256"] = "" } };

    private protected override JsonObject StickerPart(string media, string url) =>
        new() { ["type"] = "sticker", ["sticker"] = new JsonObject { ["id"] = media, ["mime_type"] = "image/webp", ["sha256"] = "", ["animated"] = false } };

    private protected override JsonObject DocumentPart(string media, string url, string mimeType, string fileName) =>
        new() { ["type"] = "document", ["document"] = new JsonObject { ["id"] = media, ["mime_type"] = mimeType, ["sha256"] = "", ["filename"] = fileName } };

    private protected override JsonObject VoicePart(string media, string url) =>
        new() { ["type"] = "audio", ["audio"] = new JsonObject { ["id"] = media, ["mime_type"] = "audio/ogg; codecs=opus", ["sha256"] = "", ["voice"] = true } };

    private protected override JsonObject? Happening(PhoneAct act, PhoneEvent happened) =>
        MetaEvents.Part(happened) is { } part ? Message(act, part)
        : MetaEvents.Value(act, happened) is var (field, value) ? Envelope(value, field)
        : null;

    private JsonObject Envelope(JsonObject value, string field = "messages")
    {
        value["messaging_product"] = "whatsapp";
        value["metadata"] = new JsonObject { ["display_phone_number"] = "919800000000", ["phone_number_id"] = phoneNumberId };
        return new()
        {
            ["object"] = "whatsapp_business_account",
            ["entry"] = new JsonArray(new JsonObject { ["id"] = "1000000001", ["changes"] = new JsonArray(new JsonObject { ["field"] = field, ["value"] = value }) }),
        };
    }

    private protected override WebhookCall Sign(JsonObject body)
    {
        var bytes = Bytes(body);
        return new("/webhooks/meta", bytes, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-Hub-Signature-256"] = $"sha256={HmacOf(appSecret, bytes)}" });
    }
}
