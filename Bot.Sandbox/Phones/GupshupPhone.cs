using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;

namespace Bot.Sandbox.Phones;

/// <summary>Gupshup's v2 webhook, with our token in a header.</summary>
public sealed class GupshupPhone(string token, string app) : SimulatedPhone
{
    public override string Channel => "gupshup";

    private protected override JsonObject Message(PhoneAct act, JsonObject part)
    {
        part["id"] = act.MessageId;
        part["source"] = act.From;
        part["sender"] = new JsonObject { ["phone"] = act.From, ["name"] = act.Name, ["country_code"] = act.From[..2], ["dial_code"] = act.From[2..] };
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
