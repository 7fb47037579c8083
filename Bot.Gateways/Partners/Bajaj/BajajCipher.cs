using System.Security.Cryptography;
using System.Text;

namespace Bot.Gateways.Partners.Bajaj;

/// <summary>The encryption of bodies: AES-256-CBC with PKCS7, as base64. Pure.</summary>
/// <remarks>
/// The IV is the first 16 characters of the key, the same for every body: the partner's choice. Equal beginnings look equal and nothing proves who wrote a
/// body, so TLS is what protects the way; an address in clear stops a start in Production.
/// </remarks>
internal static class BajajCipher
{
    public const int KeyLength = 32;
    private const int IvLength = 16;

    /// <summary>Whether a key is one: 32 printable ASCII characters.</summary>
    public static bool IsKey(string key) => key.Length == KeyLength && !key.AsSpan().ContainsAnyExceptInRange('!', '~');

    public static string Encrypt(ReadOnlySpan<byte> clear, string key)
    {
        using var aes = Of(key);
        return Convert.ToBase64String(aes.EncryptCbc(clear, aes.Key.AsSpan(0, IvLength)));
    }

    /// <returns>Null for what is no base64, or was not encrypted with this key.</returns>
    public static byte[]? Decrypt(string encrypted, string key)
    {
        var bytes = new byte[encrypted.Length];
        if (!Convert.TryFromBase64String(encrypted, bytes, out var length) || length == 0) return null;

        using var aes = Of(key);
        try
        {
            return aes.DecryptCbc(bytes.AsSpan(0, length), aes.Key.AsSpan(0, IvLength));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static Aes Of(string key)
    {
        var aes = Aes.Create();
        aes.Key = Encoding.ASCII.GetBytes(key);
        return aes;
    }
}
