using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Gateways.Channels.MetaCloud;

namespace Bot.Gateways.Channels.Interakt;

/// <summary>Reads what a person sent, by <c>message_content_type</c>. Taps come as a JSON text, in some accounts as the plain title.</summary>
internal static class InteraktMessages
{
    public static MessageContent Content(JsonElement message)
    {
        var type = message.Text("message_content_type");
        return Known(type, message) ?? new OtherReceived(WebhookBody.Kind(type, "unknown"));
    }

    private static MessageContent? Known(string type, JsonElement message)
    {
        var text = message.Text("message");
        return type.ToUpperInvariant() switch
        {
            "TEXT" => Text(message, text),
            "INTERACTIVEBUTTONREPLY" or "INTERACTIVELISTREPLY" or "BUTTON" or "BUTTONREPLY" => Tap(message, text),
            "IMAGE" or "VIDEO" or "AUDIO" or "DOCUMENT" or "STICKER" => Media(type.ToLowerInvariant(), message, text),
            "LOCATION" => MetaMessages.Location(Object(message)),
            "REACTION" => Reaction(Object(message), text),
            _ => null,
        };
    }

    // A tap on a template's quick reply comes as text, with its payload beside it.
    private static MessageContent? Text(JsonElement message, string text)
    {
        if (message.At("meta_data").Text("button_payload") is { Length: > 0 } payload)
            return new TapReceived(payload, text);
        return message.At("message").ValueKind == JsonValueKind.String ? new TextReceived(text) : null;
    }

    private static TapReceived? Tap(JsonElement message, string text)
    {
        if (Object(message) is { ValueKind: JsonValueKind.Object } reply)
            return MetaMessages.Interactive(reply);
        return text.Length > 0 ? new TapReceived(message.At("meta_data").Text("button_payload"), text) : null;
    }

    private static MediaReceived? Media(string kind, JsonElement message, string caption) =>
        message.Text("media_url") is { Length: > 0 } url
            ? new MediaReceived(kind, new MediaReference(InteraktChannel.ChannelName, "", url, "", ""), caption)
            : null;

    private static ReactionReceived Reaction(JsonElement reaction, string text) =>
        reaction.ValueKind == JsonValueKind.Object
            ? new ReactionReceived(reaction.Text("message_id"), reaction.Text("emoji"))
            : new ReactionReceived("", text);

    private static JsonElement Object(JsonElement message) =>
        message.At("message") is { ValueKind: JsonValueKind.Object } plain ? plain : JsonLeaves.Embedded(message.Text("message"));
}
