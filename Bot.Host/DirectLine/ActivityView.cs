using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Host.DirectLine;

/// <summary>What a page is shown of a conversation: a set of activities behind its watermark.</summary>
/// <param name="Watermark">Number of the last one; behind it nothing was told yet.</param>
/// <param name="Activities">Oldest first.</param>
internal sealed record ActivityView(long Watermark, IReadOnlyList<LoggedActivity> Activities)
{
    /// <summary>A message that the engine has been at for longer holds back nothing any more: its process has died.</summary>
    private static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(30);

    /// <summary>Where an attachment's address has the host's own; replaced when it is shown.</summary>
    public const string OwnAddress = "directline:";

    /// <summary>Names under which an attachment has its address.</summary>
    public static IReadOnlyList<string> Addresses { get; } = ["contentUrl", "thumbnailUrl"];

    /// <summary>What stands behind a watermark, in order: what follows a message that the engine is at waits for it.</summary>
    public static ActivityView Of(LoggedConversation conversation, long after, DateTimeOffset now)
    {
        var shown = new List<LoggedActivity>();
        foreach (var activity in conversation.Activities.Where(activity => activity.Number > after))
        {
            if (activity.Stage == ActivityStage.Begun && now - activity.At < LongestWork) break;
            if (activity.Stage == ActivityStage.Done) shown.Add(activity);
        }

        return new(shown.Count > 0 ? shown[^1].Number : Math.Min(after, conversation.Last), shown);
    }

    /// <summary>A watermark as a client brings it; nothing known reads as the beginning.</summary>
    public static long WatermarkOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static string IdOf(string conversation, long number) => string.Create(CultureInfo.InvariantCulture, $"{conversation}|{number:0000000}");

    /// <summary>An activity set, always with its activities: without them Web Chat's stream ends in an error.</summary>
    /// <param name="address">Where browsers reach Direct Line.</param>
    public string Write(string conversation, string address) => new JsonObject
    {
        ["activities"] = new JsonArray([.. Activities.Select(activity => (JsonNode)Shown(activity, conversation, address))]),
        ["watermark"] = Watermark.ToString(CultureInfo.InvariantCulture),
    }.ToJsonString();

    private static JsonObject Shown(LoggedActivity logged, string conversation, string address)
    {
        var shown = (JsonObject)logged.Activity.DeepClone();
        shown["id"] = IdOf(conversation, logged.Number);
        shown["timestamp"] = logged.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        shown["channelId"] = DirectLineChannel.ChannelName;
        shown["conversation"] = new JsonObject { ["id"] = conversation };
        if (shown["attachments"] is JsonArray files)
        {
            foreach (var (file, name) in files.OfType<JsonObject>().SelectMany(file => Addresses.Select(name => (file, name))))
            {
                if (file[name]?.GetValue<string>() is { } link && link.StartsWith(OwnAddress, StringComparison.Ordinal))
                    file[name] = address + link[OwnAddress.Length..];
            }
        }

        return shown;
    }
}
