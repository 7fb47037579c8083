using System.Security.Cryptography;
using System.Text;

namespace Bot.Gateways.Channels;

/// <summary>Checks who sent a webhook, in time that does not depend on where a guess goes wrong.</summary>
internal static class WebhookSecret
{
    private const string Scheme = "sha256=";

    /// <summary>Whether <paramref name="header"/> is <c>sha256=</c> and the hex HMAC-SHA256 of the body as it came.</summary>
    public static bool Signs(string secret, ReadOnlySpan<byte> body, string header)
    {
        var given = header.Trim();
        if (secret.Length == 0 || given.Length != Scheme.Length + (2 * SHA256.HashSizeInBytes) || !given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;

        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        if (Convert.FromHexString(given.AsSpan(Scheme.Length), claimed, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;

        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
        return CryptographicOperations.FixedTimeEquals(claimed, expected);
    }

    /// <summary>Whether <paramref name="given"/> is the shared token. Both are hashed first, so that not even the length shows.</summary>
    public static bool Matches(string token, string given) =>
        token.Length > 0 && given.Length > 0
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));
}
