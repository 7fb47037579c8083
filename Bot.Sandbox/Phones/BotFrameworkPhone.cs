using System.Globalization;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;

namespace Bot.Sandbox.Phones;

/// <summary>Activities as the Bot Framework Emulator sends them: without a token, from a service on this machine.</summary>
/// <param name="serviceUrl">Where the sandbox plays the service.</param>
public sealed class BotFrameworkPhone(string serviceUrl) : SimulatedPhone
{
    public override string Channel => "botframework";

    /// <summary>The Bot Framework has no events for how far a message got.</summary>
    public override bool TellsStatus => false;

    private protected override JsonObject Message(PhoneAct act, JsonObject part)
    {
        part["type"] = "message";
        part["id"] = act.MessageId;
        part["timestamp"] = act.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        part["channelId"] = "emulator";
        part["serviceUrl"] = serviceUrl;
        part["conversation"] = new JsonObject { ["id"] = act.From };
        part["from"] = new JsonObject { ["id"] = act.From, ["name"] = act.Name, ["role"] = "user" };
        part["recipient"] = new JsonObject { ["id"] = "bot", ["role"] = "bot" };
        return part;
    }

    private protected override JsonObject Moved(string to, string providerId, DeliveryStatus status, DateTimeOffset at) =>
        throw new NotSupportedException("The Bot Framework tells nothing of a message that it has taken.");

    private protected override JsonObject TextPart(string text) => new() { ["text"] = text, ["textFormat"] = "plain" };

    private protected override JsonObject TapPart(string payload, string title, bool list) =>
        new() { ["text"] = title, ["value"] = new JsonObject { ["tap"] = payload, ["title"] = title } };

    private protected override JsonObject ImagePart(string media, string url, string mimeType) => File(url, mimeType);

    /// <summary>There are no stickers: an animation is what comes next to one.</summary>
    private protected override JsonObject StickerPart(string media, string url) => File(url, "video/webm");

    private protected override JsonObject DocumentPart(string media, string url, string mimeType, string fileName) => File(url, mimeType, fileName);

    private protected override JsonObject VoicePart(string media, string url) => File(url, "audio/ogg");

    /// <summary>Its services tell of none of these.</summary>
    private protected override JsonObject? Happening(PhoneAct act, PhoneEvent happened) => null;

    private protected override WebhookCall Sign(JsonObject body) => new("/api/messages", Bytes(body), new Dictionary<string, string>());

    private static JsonObject File(string url, string mimeType, string? name = null)
    {
        var file = new JsonObject { ["contentType"] = mimeType, ["contentUrl"] = url };
        if (name is not null) file["name"] = name;
        return new() { ["attachments"] = new JsonArray(file) };
    }
}
