using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;

namespace Bot.Gateways.Channels.BotFramework;

/// <summary>What a person says in a message activity: a tap, files, a place or a text, in this order.</summary>
public static class ActivityContents
{
    private const int MostFiles = 10;

    /// <summary>At least one; a message that says nothing known is told by its kind.</summary>
    /// <param name="activity">A <c>message</c> or a <c>messageReaction</c>.</param>
    /// <param name="channel">The channel that fetches the files.</param>
    public static IReadOnlyList<MessageContent> Of(JsonElement activity, string channel)
    {
        if (activity.Text("type") == "messageReaction") return [Reaction(activity)];
        if (Tap(activity) is { } tap) return [tap];

        var text = Spoken(activity);
        var files = activity.Items("attachments").Select(file => File(file, channel)).OfType<MessageContent>().Take(MostFiles).ToList();
        if (files is [MediaReceived first, ..]) files[0] = first with { Caption = text };
        if (files.Count > 0) return files;
        if (text.Length > 0) return [new TextReceived(text)];
        return [Place(activity) ?? (MessageContent)new OtherReceived(activity.At("value").ValueKind == JsonValueKind.Object ? "value" : "empty message")];
    }

    /// <summary>Our own buttons bring back what <see cref="ActivityWriter"/> attached to them.</summary>
    private static TapReceived? Tap(JsonElement activity) =>
        activity.At("value").Text(ActivityWriter.Payload) is { Length: > 0 } payload
            ? new(payload, activity.At("value").Text(ActivityWriter.Title) is { Length: > 0 } title ? title : activity.Text("text"))
            : null;

    /// <summary>The text without the bot's own name, which people must write in a group.</summary>
    private static string Spoken(JsonElement activity)
    {
        var text = activity.At("text").ValueKind == JsonValueKind.String ? activity.Text("text") : "";
        var bot = activity.At("recipient").Text("id");
        foreach (var entity in activity.Items("entities"))
        {
            if (entity.Text("type") == "mention" && bot.Length > 0 && entity.At("mentioned").Text("id") == bot && entity.Text("text") is { Length: > 0 } mention)
                text = text.Replace(mention, "", StringComparison.Ordinal).Trim();
        }

        return text;
    }

    private static MessageContent? File(JsonElement file, string channel)
    {
        var (type, url) = (file.Text("contentType"), file.Text("contentUrl"));
        if (type == "application/vnd.microsoft.teams.file.download.info") (type, url) = (TypeOf(file.At("content").Text("fileType")), file.At("content").Text("downloadUrl"));
        if (url.Length == 0 || type == "text/html" || type.StartsWith("application/vnd.microsoft.card.", StringComparison.Ordinal)) return null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var link) || link.Scheme is not ("https" or "http")) return new OtherReceived("inline file");

        return new MediaReceived(KindOf(type), new MediaReference(channel, "", url, type, ""), "");
    }

    private static LocationReceived? Place(JsonElement activity)
    {
        foreach (var entity in activity.Items("entities"))
        {
            var geo = entity.Text("type") == "Place" ? entity.At("geo") : entity;
            if (geo.Number("latitude") is { } latitude && geo.Number("longitude") is { } longitude) return new(latitude, longitude, entity.Text("name"));
        }

        return null;
    }

    private static ReactionReceived Reaction(JsonElement activity) =>
        new(activity.Text("replyToId"), activity.Items("reactionsAdded").FirstOrDefault().Text("type"));

    private static string TypeOf(string ending) => ending.ToLowerInvariant() switch
    {
        "jpg" or "jpeg" => "image/jpeg",
        "png" => "image/png",
        _ => "application/octet-stream",
    };

    /// <summary>The word of <see cref="MediaReceived.Kind"/> for a media type.</summary>
    public static string KindOf(string mimeType)
    {
        ArgumentNullException.ThrowIfNull(mimeType);
        var family = mimeType.Split('/')[0];
        return family is "image" or "video" or "audio" ? family : "document";
    }
}
