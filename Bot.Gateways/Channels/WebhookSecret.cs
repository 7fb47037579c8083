using System.Security.Cryptography;
using System.Text;

namespace Bot.Gateways.Channels;

/// <summary>
/// Checks who sent a webhook, in time that does not depend on where a guess goes wrong. While a secret is changed two of them count, <c>new,old</c>.
/// </summary>
internal static class WebhookSecret
{
    private const string Scheme = "sha256=";

    /// <summary>Whether <paramref name="header"/> is <c>sha256=</c> and the hex HMAC-SHA256 of the body as it came, by one of the secrets.</summary>
    /// <param name="secrets">One, or several with commas between them.</param>
    public static bool Signs(string secrets, ReadOnlySpan<byte> body, string header)
    {
        var given = header.Trim();
        if (secrets.Length == 0 || given.Length != Scheme.Length + (2 * SHA256.HashSizeInBytes)) return false;
        if (!given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;

        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        if (Convert.FromHexString(given.AsSpan(Scheme.Length), claimed, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;

        var right = false;
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var secret in Each(secrets))
        {
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
            right |= CryptographicOperations.FixedTimeEquals(claimed, expected);
        }

        return right;
    }

    /// <summary>Whether <paramref name="given"/> is one of the shared tokens. All are hashed first, so that not even the length shows.</summary>
    /// <param name="tokens">One, or several with commas between them.</param>
    public static bool Matches(string tokens, string given)
    {
        if (given.Length == 0) return false;

        var (right, shown) = (false, SHA256.HashData(Encoding.UTF8.GetBytes(given)));
        foreach (var token in Each(tokens))
            right |= CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), shown);
        return right;
    }

    /// <summary>None of them is empty: an empty secret is known to everybody. A secret may hold a comma itself, so the whole counts too.</summary>
    private static string[] Each(string secrets)
    {
        if (!secrets.Contains(',', StringComparison.Ordinal)) return secrets.Length == 0 ? [] : [secrets];

        var parts = secrets.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 0 ? [] : [.. parts, secrets];
    }
}
