using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;

namespace Bot.Sandbox.Phones;

/// <summary>Gupshup's v2 webhook, with our token in a header.</summary>
public sealed class GupshupPhone(string token, string app) : SimulatedPhone
{
    public override string Channel => "gupshup";

    public override bool MayHideNumber => true;

    private protected override JsonObject Message(PhoneAct act, JsonObject part)
    {
        part["id"] = act.MessageId;
        if (act.From.Contains('.', StringComparison.Ordinal))
        {
            part["sender"] = new JsonObject { ["name"] = act.Name, ["userId"] = act.From };
        }
        else
        {
            part["source"] = act.From;
            part["sender"] = new JsonObject { ["phone"] = act.From, ["name"] = act.Name, ["country_code"] = act.From[..2], ["dial_code"] = act.From[2..] };
        }

        if (act.UserId.Length > 0) part["sender"]!["userId"] = act.UserId;
        return new() { ["app"] = app, ["timestamp"] = act.At.ToUnixTimeMilliseconds(), ["version"] = 2, ["type"] = "message", ["payload"] = part };
    }

    private protected override JsonObject Moved(string to, string providerId, DeliveryStatus status, DateTimeOffset at) => new()
    {
        ["app"] = app,
        ["timestamp"] = at.ToUnixTimeMilliseconds(),
        ["version"] = 2,
        ["type"] = "message-event",
        ["payload"] = new JsonObject
        {
            ["id"] = $"wamid.{providerId}",
            ["gsId"] = providerId,
            ["type"] = WordOf(status),
            ["destination"] = to,
            ["payload"] = new JsonObject { ["ts"] = at.ToUnixTimeSeconds() },
        },
    };

    private protected override JsonObject? Happening(PhoneAct act, PhoneEvent happened) => happened.Kind switch
    {
        "location" when PhoneEvent.Coordinates(happened.Value) is var (latitude, longitude) => Message(act, new()
        {
            ["type"] = "location",
            ["payload"] = new JsonObject { ["latitude"] = latitude, ["longitude"] = longitude },
        }),
        "contact" => Message(act, new()
        {
            ["type"] = "contact",
            ["payload"] = new JsonObject { ["contacts"] = new JsonArray(new JsonObject { ["phones"] = new JsonArray(new JsonObject { ["phone"] = happened.Value }) }) },
        }),
        "not-requested" => Message(act, new()
        {
            ["type"] = "quick_reply",
            ["payload"] = new JsonObject { ["text"] = "I didn't request a code", ["type"] = "button", ["postbackText"] = "DID_NOT_REQUEST_CODE" },
        }),
        "opted-out" or "opted-in" => Event("user-event", act.At, new() { ["phone"] = act.From, ["type"] = happened.Kind }),
        "failed" => Event("message-event", act.At, new()
        {
            ["id"] = $"wamid.{happened.MessageId}", ["gsId"] = happened.MessageId, ["type"] = "failed", ["destination"] = act.From,
            ["payload"] = new JsonObject { ["code"] = happened.Value, ["reason"] = "Failed", ["ts"] = act.At.ToUnixTimeSeconds() },
        }),
        "delivered" => Event("message-event", act.At, new()
        {
            ["id"] = $"wamid.{happened.MessageId}", ["gsId"] = happened.MessageId, ["type"] = "delivered", ["destination"] = act.From,
            ["payload"] = new JsonObject { ["ts"] = act.At.ToUnixTimeSeconds() },
            ["pricing"] = Price(happened.Value),
        }),
        _ => null,
    };

    private static JsonObject Price(string category) => category == "free"
        ? new() { ["type"] = "free_customer_service", ["pricing_model"] = "PMP", ["billable"] = false, ["category"] = "service" }
        : new() { ["type"] = "regular", ["pricing_model"] = "PMP", ["billable"] = true, ["category"] = category };

    private JsonObject Event(string type, DateTimeOffset at, JsonObject payload) =>
        new() { ["app"] = app, ["timestamp"] = at.ToUnixTimeMilliseconds(), ["version"] = 2, ["type"] = type, ["payload"] = payload };

    private protected override JsonObject TextPart(string text) => new() { ["type"] = "text", ["payload"] = new JsonObject { ["text"] = text } };

    private protected override JsonObject TapPart(string payload, string title, bool list) => new()
    {
        ["type"] = list ? "list_reply" : "button_reply",
        ["payload"] = new JsonObject { ["title"] = title, ["id"] = "menu", ["reply"] = title, ["postbackText"] = payload },
    };

    private protected override JsonObject ImagePart(string media, string url, string mimeType) =>
        new() { ["type"] = "image", ["payload"] = new JsonObject { ["url"] = url, ["contentType"] = mimeType } };

    private protected override JsonObject StickerPart(string media, string url) =>
        new() { ["type"] = "sticker", ["payload"] = new JsonObject { ["url"] = url, ["contentType"] = "image/webp" } };

    private protected override JsonObject DocumentPart(string media, string url, string mimeType, string fileName) =>
        new() { ["type"] = "file", ["payload"] = new JsonObject { ["url"] = url, ["contentType"] = mimeType, ["name"] = fileName } };

    private protected override JsonObject VoicePart(string media, string url) =>
        new() { ["type"] = "audio", ["payload"] = new JsonObject { ["url"] = url, ["contentType"] = "audio/ogg; codecs=opus" } };

    private protected override WebhookCall Sign(JsonObject body) =>
        new("/webhooks/gupshup", Bytes(body), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-Webhook-Token"] = token });
}
