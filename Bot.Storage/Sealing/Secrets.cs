using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Abstractions;

namespace Bot.Storage.Sealing;

/// <summary>Derives from <c>SECRET_KEY</c> the keys of hashes, codes and the sealed database. One key never serves two ends.</summary>
/// <remarks>HKDF-SHA256 (RFC 5869) separates the keys. It does not make a weak secret strong: SECRET_KEY should be 32 random bytes in any spelling.</remarks>
public sealed class Secrets : ISecrets
{
    private const int KeyBytes = 32;
    private readonly byte[] _hashing;

    /// <param name="secretKey">32 random bytes in any spelling.</param>
    /// <exception cref="ArgumentException">The secret is blank.</exception>
    public Secrets(string secretKey)
    {
        if (string.IsNullOrWhiteSpace(secretKey)) throw new ArgumentException("SECRET_KEY is empty; give it 32 random bytes, for example from: openssl rand -base64 32", nameof(secretKey));

        var material = Encoding.UTF8.GetBytes(secretKey);
        _hashing = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, KeyBytes, info: "bot/hash/1"u8.ToArray());
        Sealer = new Sealer(HKDF.DeriveKey(HashAlgorithmName.SHA256, material, KeyBytes, info: "bot/seal/1"u8.ToArray()));
    }

    /// <summary>Seals what lies on disk.</summary>
    public Sealer Sealer { get; }

    /// <inheritdoc/>
    public string Hash(string purpose, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_hashing, Encoding.UTF8.GetBytes($"{purpose}\0{text}")));

    /// <inheritdoc/>
    public string CodeFor(string name, int digits)
    {
        // 128 bits to choose from a million: no digit is likelier than another by more than one in 10^32.
        var hash = HMACSHA256.HashData(_hashing, Encoding.UTF8.GetBytes($"code\0{name}"));
        return (BinaryPrimitives.ReadUInt128BigEndian(hash) % UInt128.Parse(string.Create(CultureInfo.InvariantCulture, $"1{new string('0', digits)}"), CultureInfo.InvariantCulture))
            .ToString($"D{digits}", CultureInfo.InvariantCulture);
    }
}
