using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.BotFramework;

/// <summary>
/// Reads an activity: one message, with an event for each file in it. What tells of the conversation rather than of what a person says (members, typing,
/// edits, deletions) is ignored by its type.
/// </summary>
/// <remarks>Source: Bot Framework Activity schema, 3.0.</remarks>
internal sealed class ActivityReader(string channel, TimeProvider clock)
{
    public IEnumerable<ChannelEvent> Read(JsonElement activity)
    {
        var at = WireTime.Read(activity.Text("timestamp")) ?? clock.GetUtcNow();
        var type = activity.Text("type");
        if (type is not ("message" or "messageReaction")) return [new EventIgnored(channel, at, WebhookBody.Kind(type, "activity"))];
        if (activity.At("from").Text("role") == "bot") return [new EventIgnored(channel, at, "message of a bot")];
        if (ActivityAddress.Of(activity) is not { Length: > 0 } address) return [new EventIgnored(channel, at, "message without conversation")];
        if (activity.Text("id") is not { Length: > 0 } id) return [new EventIgnored(channel, at, "message without id")];

        // Ids are unique within a conversation only.
        var (handled, name) = ($"{address}/{id}", WebhookBody.Name(activity.At("from").Text("name")));
        return ActivityContents.Of(activity, channel).Select((content, index) =>
            new MessageReceived(channel, at, index == 0 ? handled : $"{handled}#{index}", address, name, content));
    }
}
