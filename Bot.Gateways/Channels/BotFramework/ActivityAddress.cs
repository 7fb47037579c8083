using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Bot.Gateways.Channels.BotFramework;

/// <summary>A person's address: the id of the conversation with the bot, which its service gave, and of a group the person's id besides.</summary>
internal static class ActivityAddress
{
    private const int Longest = 200;

    /// <summary>Empty where the activity names no conversation.</summary>
    public static string Of(JsonElement activity)
    {
        var conversation = activity.At("conversation");
        var id = conversation.Text("id");
        if (id.Length == 0) return "";

        var address = conversation.At("isGroup").ValueKind == JsonValueKind.True ? $"{id}|{activity.At("from").Text("id")}" : id;
        return address.Length <= Longest && address.All(letter => letter is > ' ' and <= '~')
            ? address
            : $"sha256-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))}";
    }
}
