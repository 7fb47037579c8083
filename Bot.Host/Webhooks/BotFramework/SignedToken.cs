using System.Buffers.Text;
using System.Text.Json;

namespace Bot.Host.Webhooks.BotFramework;

/// <summary>Whether a header can hold a token of a Bot Framework service, before its keys are asked for: those are signed by RSA (RFC 7518, 3.3).</summary>
internal static class SignedToken
{
    private const string Scheme = "Bearer ";

    /// <summary>Letters; those of the services have some 1,500.</summary>
    private const int Longest = 8 * 1024;

    public static bool IsPossible(string authorization)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || authorization.Length > Longest) return false;
        if (authorization[Scheme.Length..].Split('.') is not [var header, { Length: > 0 }, { Length: > 0 }] || !Base64Url.IsValid(header)) return false;

        try
        {
            using var read = JsonDocument.Parse(Base64Url.DecodeFromChars(header));
            return read.RootElement.ValueKind == JsonValueKind.Object && read.RootElement.TryGetProperty("alg", out var algorithm)
                && algorithm.ValueKind == JsonValueKind.String && algorithm.GetString() is "RS256" or "RS384" or "RS512";
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
