using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>The Basic Application API's request signature. Pure.</summary>
/// <remarks>
/// message = user id + unix seconds + normalised address + lower-case method + nonce + MD5 of the body (hex; empty without a body); signature = base64 of its
/// HMAC-SHA512 under the API key.
/// </remarks>
internal static class BasicApplicationSignature
{
    /// <param name="body">Exactly the bytes that are sent; empty for GET.</param>
    public static string Of(string userId, string apiKey, long timestamp, string method, Uri address, string nonce, ReadOnlySpan<byte> body)
    {
        var message = string.Create(CultureInfo.InvariantCulture, $"{userId}{timestamp}{Normalise(address)}{method.ToLowerInvariant()}{nonce}{Md5(body)}");
        return Convert.ToBase64String(HMACSHA512.HashData(Encoding.UTF8.GetBytes(apiKey), Encoding.UTF8.GetBytes(message)));
    }

    /// <summary>
    /// Host (with its port if one is written) and path in lower case; of the query the pairs that have a value, order and case kept, spaces as plus.
    /// </summary>
    public static string Normalise(Uri address)
    {
        var place = (address.IsDefaultPort ? address.Host : address.Authority) + address.AbsolutePath;
        var pairs = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Reencoded).Where(pair => pair.Length > 0);
        var query = string.Join('&', pairs);
        return query.Length == 0 ? place.ToLowerInvariant() : $"{place.ToLowerInvariant()}?{query}";
    }

    public static string Md5(ReadOnlySpan<byte> body)
    {
        // The partner's choice; here it only ties the body to the signature, which is an HMAC-SHA512.
#pragma warning disable CA5351
        return body.IsEmpty ? "" : Convert.ToHexStringLower(MD5.HashData(body));
#pragma warning restore CA5351
    }

    private static string Reencoded(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || equals == pair.Length - 1) return "";
        return Encode(pair[..equals]) + "=" + Encode(pair[(equals + 1)..]);
    }

    private static string Encode(string part) =>
        Uri.EscapeDataString(Uri.UnescapeDataString(part.Replace('+', ' '))).Replace("%20", "+", StringComparison.Ordinal);
}
