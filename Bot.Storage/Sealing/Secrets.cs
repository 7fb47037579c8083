using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Abstractions;

namespace Bot.Storage.Sealing;

/// <summary>Hashes, codes and seals of <c>SECRET_KEY</c>. One key never serves two ends.</summary>
/// <remarks>What was hashed is found again after the key was changed: see <see cref="KeyRing"/>.</remarks>
/// <param name="keys">The keys.</param>
public sealed class Secrets(KeyRing keys) : ISecrets
{
    /// <param name="secretKey">32 random bytes in any spelling, or several keys with commas between them: see <see cref="KeyRing"/>.</param>
    /// <exception cref="ArgumentException">The secret is blank.</exception>
    public Secrets(string secretKey)
        : this(new KeyRing(secretKey))
    {
    }

    /// <summary>Seals what lies on disk.</summary>
    public Sealer Sealer { get; } = new(keys);

    /// <inheritdoc/>
    public string Hash(string purpose, string text) => Convert.ToHexStringLower(Mac($"{purpose}\0{text}"));

    /// <inheritdoc/>
    public string CodeFor(string name, int digits)
    {
        // 128 bits to choose from a million: no digit is likelier than another by more than one in 10^32.
        return (BinaryPrimitives.ReadUInt128BigEndian(Mac($"code\0{name}")) % UInt128.Parse(string.Create(CultureInfo.InvariantCulture, $"1{new string('0', digits)}"), CultureInfo.InvariantCulture))
            .ToString($"D{digits}", CultureInfo.InvariantCulture);
    }

    private byte[] Mac(string text) => HMACSHA256.HashData(Sealer.Keys.Hashing, Encoding.UTF8.GetBytes(text));
}
