using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;

namespace Bot.Engine.Conversations;

/// <summary>Ids of sessions.</summary>
internal static class SessionIds
{
    /// <summary>Hex digits: 80 bits.</summary>
    private const int Length = 20;

    /// <summary>Made of what began the conversation, so that a turn computed twice makes one session.</summary>
    public static string Of(string conversation, Input input, ISecrets? secrets)
    {
        var cause = $"{conversation}\n{input.Id}";
        var hash = secrets?.Hash("session", cause) ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cause)));
        return hash[..Length];
    }
}
