using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Gateways.Channels.BotFramework;

namespace Bot.Host.DirectLine;

/// <summary>What a page says: what the engine hears, and what is shown to all windows of the conversation as its echo.</summary>
/// <param name="Contents">Empty for what is no message: typing, events.</param>
internal sealed record SaidActivity(IReadOnlyList<MessageContent> Contents, string ClientId, string Name, string Hash, JsonObject Echo)
{
    /// <summary>Nesting of an activity.</summary>
    private const int MaxDepth = 32;

    private const int LongestText = 4096;
    private const int LongestName = 200;
    private const int LongestId = 200;

    /// <summary>Letters of what is only handed back: a card's value, the client's own data.</summary>
    private const int LongestExtra = 8192;

    /// <summary>Null for what is no activity.</summary>
    /// <param name="files">What came with it; links to files elsewhere are not followed.</param>
    public static SaidActivity? Read(ReadOnlyMemory<byte> json, DirectLineCaller caller, IReadOnlyList<UploadedFile> files)
    {
        try
        {
            return ReadText(json, caller, files);
        }
        catch (Exception broken) when (broken is InvalidOperationException or JsonException)
        {
            // Half a surrogate pair, in a name or in what is handed back, is no text and could not be written again.
            return null;
        }
    }

    private static SaidActivity? ReadText(ReadOnlyMemory<byte> json, DirectLineCaller caller, IReadOnlyList<UploadedFile> files)
    {
        using var document = Parse(json);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } activity) return null;

        var (type, text) = (TextOf(activity, "type"), TextOf(activity, "text"));
        if (text.Length > LongestText) return null;
        var name = Part(activity, "from") is { } from ? TextOf(from, "name") : "";
        var echo = new JsonObject { ["type"] = "message", ["from"] = new JsonObject { ["id"] = caller.User, ["name"] = Cut(name, LongestName), ["role"] = "user" } };
        if (text.Length > 0) (echo["text"], echo["textFormat"]) = (text, "plain");
        foreach (var extra in new[] { "value", "channelData" })
        {
            if (Part(activity, extra) is { } part && part.GetRawText().Length <= LongestExtra) echo[extra] = JsonNode.Parse(JsonSerializer.Serialize(part));
        }

        if (files.Count > 0) echo["attachments"] = new JsonArray([.. files.Select(file => (JsonNode)file.AttachmentIn(caller.Conversation))]);
        var clientId = Part(activity, "channelData") is { } data ? TextOf(data, "clientActivityID") : "";
        return new(type == "message" ? ContentsOf(activity, text, files) : [], Cut(clientId, LongestId), Cut(name, LongestName), HashOf(activity, text, files), echo);
    }

    private static IReadOnlyList<MessageContent> ContentsOf(JsonElement activity, string text, IReadOnlyList<UploadedFile> files)
    {
        if (files.Count > 0) return [.. files.Select((file, index) => file.ContentWith(index == 0 ? text : ""))];
        return activity.TryGetProperty("attachments", out var links) && links.ValueKind == JsonValueKind.Array && links.GetArrayLength() > 0
            ? [new OtherReceived("file by link")]
            : ActivityContents.Of(activity, DirectLineChannel.ChannelName);
    }

    private static string HashOf(JsonElement activity, string text, IReadOnlyList<UploadedFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{text}\0{(Part(activity, "value") is { } value ? value.GetRawText() : "")}"));
        foreach (var file in files) hash.AppendData(SHA256.HashData(file.Bytes.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Part(JsonElement activity, string name) =>
        activity.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static string TextOf(JsonElement activity, string name)
    {
        try
        {
            return activity.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text.
            return "";
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
