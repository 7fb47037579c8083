using System.Globalization;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;

namespace Bot.Sandbox.Phones;

/// <summary>Interakt's <c>message_received</c>, signed with the webhook secret.</summary>
public sealed class InteraktPhone(string secret) : SimulatedPhone
{
    public override string Channel => "interakt";

    public override bool MayHideNumber => true;

    private protected override JsonObject Message(PhoneAct act, JsonObject part)
    {
        part["id"] = act.MessageId;
        part["chat_message_type"] = "CustomerMessage";
        part["message_status"] = "Sent";
        part["received_at_utc"] = Zoneless(act.At);
        part["meta_data"] = new JsonObject { ["source"] = null };
        return new()
        {
            ["version"] = "1.0",
            ["timestamp"] = Zoneless(act.At),
            ["type"] = "message_received",
            ["data"] = new JsonObject { ["customer"] = Customer(act.From, act.Name), ["message"] = part },
        };
    }

    private protected override JsonObject Moved(string to, string providerId, DeliveryStatus status, DateTimeOffset at) => new()
    {
        ["version"] = "1.0",
        ["timestamp"] = Zoneless(at),
        ["type"] = $"message_api_{WordOf(status)}",
        ["data"] = new JsonObject
        {
            ["customer"] = Customer(to, ""),
            ["message"] = new JsonObject
            {
                ["id"] = providerId,
                ["chat_message_type"] = "PublicApiMessage",
                ["message_status"] = "Sent",
                ["delivered_at_utc"] = status == DeliveryStatus.Delivered ? Zoneless(at) : null,
                ["seen_at_utc"] = status == DeliveryStatus.Read ? Zoneless(at) : null,
                ["channel_error_code"] = null,
            },
        },
    };

    private protected override JsonObject? Happening(PhoneAct act, PhoneEvent happened)
    {
        if (happened.Kind != "failed") return null;

        var body = Moved(act.From, happened.MessageId, DeliveryStatus.Sent, act.At);
        body["type"] = "message_api_failed";
        body["data"]!["message"]!["channel_error_code"] = happened.Value;
        return body;
    }

    private protected override JsonObject TextPart(string text) => new() { ["message_content_type"] = "Text", ["message"] = text, ["media_url"] = null };

    private protected override JsonObject TapPart(string payload, string title, bool list)
    {
        var kind = list ? "list_reply" : "button_reply";
        var reply = new JsonObject { ["type"] = kind, [kind] = new JsonObject { ["id"] = payload, ["title"] = title } };
        return new() { ["message_content_type"] = list ? "InteractiveListReply" : "InteractiveButtonReply", ["message"] = reply.ToJsonString(), ["media_url"] = null };
    }

    private protected override JsonObject ImagePart(string media, string url, string mimeType) => new() { ["message_content_type"] = "Image", ["message"] = "", ["media_url"] = url };

    private protected override JsonObject StickerPart(string media, string url) => new() { ["message_content_type"] = "Sticker", ["message"] = "", ["media_url"] = url };

    private protected override JsonObject DocumentPart(string media, string url, string mimeType, string fileName) =>
        new() { ["message_content_type"] = "Document", ["message"] = "", ["media_url"] = url };

    private protected override JsonObject VoicePart(string media, string url) => new() { ["message_content_type"] = "Audio", ["message"] = "", ["media_url"] = url };

    private protected override WebhookCall Sign(JsonObject body)
    {
        var bytes = Bytes(body);
        return new("/webhooks/interakt", bytes, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Interakt-Signature"] = $"sha256={HmacOf(secret, bytes)}" });
    }

    /// <summary>Of a person who hides their number nothing comes to answer to: Interakt has no user ids.</summary>
    private static JsonObject Customer(string number, string name)
    {
        var hidden = number.Contains('.', StringComparison.Ordinal);
        return new()
        {
            ["id"] = "00000000-0000-0000-0000-000000000001",
            ["channel_phone_number"] = hidden ? "" : number,
            ["phone_number"] = hidden ? "" : number[2..],
            ["country_code"] = hidden ? "" : "+" + number[..2],
            ["traits"] = new JsonObject { ["name"] = name },
        };
    }

    private static string Zoneless(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
