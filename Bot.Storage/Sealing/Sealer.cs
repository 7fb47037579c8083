using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Storage.Sealing;

/// <summary>Encrypts what lies on disk, bound to its place: bytes moved to another row or table do not open.</summary>
/// <remarks>
/// AES-256-GCM (NIST SP 800-38D). Sealed form: version (1 byte), nonce (12, random), tag (16), ciphertext. The table and the row's key are the associated data.
/// </remarks>
/// <param name="key">32 bytes.</param>
public sealed class Sealer(byte[] key)
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = 1 + NonceBytes + TagBytes;
    private const int PlaceOnStack = 512;

    // Randomness comes in draws for many nonces: one draw costs as much as sealing a short row.
    private const int NoncesDrawn = 64;

    [ThreadStatic]
    private static byte[]? _nonces;

    [ThreadStatic]
    private static int _nonceAt;

    // An AesGcm is not safe for two threads at once, and making one costs a key schedule.
    private readonly ConcurrentBag<AesGcm> _ciphers = [];

    /// <summary>Encrypts bytes for one row of one table.</summary>
    public byte[] Seal(string table, string row, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[HeadBytes + plain.Length];
        var output = sealedBytes.AsSpan();
        output[0] = Version;
        DrawNonce(output.Slice(1, NonceBytes));

        Span<byte> place = stackalloc byte[PlaceOnStack];
        var cipher = Rent();
        cipher.Encrypt(output.Slice(1, NonceBytes), plain, output[HeadBytes..], output.Slice(1 + NonceBytes, TagBytes), Place(table, row, place));
        _ciphers.Add(cipher);
        return sealedBytes;
    }

    /// <summary>Encrypts text as UTF-8.</summary>
    public byte[] Seal(string table, string row, string plain) => Seal(table, row, Encoding.UTF8.GetBytes(plain));

    /// <summary>Decrypts bytes that were sealed for the same row of the same table.</summary>
    /// <exception cref="InvalidDataException">Altered, moved, or sealed with another key.</exception>
    public byte[] Open(string table, string row, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < HeadBytes || sealedBytes[0] != Version) throw new InvalidDataException($"A row of {table} is not in a sealed form this build knows.");

        var plain = new byte[sealedBytes.Length - HeadBytes];
        Span<byte> place = stackalloc byte[PlaceOnStack];
        var cipher = Rent();
        try
        {
            cipher.Decrypt(sealedBytes.Slice(1, NonceBytes), sealedBytes[HeadBytes..], sealedBytes.Slice(1 + NonceBytes, TagBytes), plain,
                Place(table, row, place));
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw new InvalidDataException($"A row of {table} does not open: it was altered, moved, or sealed with another SECRET_KEY.", fault);
        }
        finally
        {
            _ciphers.Add(cipher);
        }

        return plain;
    }

    /// <summary>Decrypts text.</summary>
    /// <exception cref="InvalidDataException">Altered, moved, or sealed with another key.</exception>
    public string OpenText(string table, string row, ReadOnlySpan<byte> sealedBytes) => Encoding.UTF8.GetString(Open(table, row, sealedBytes));

    private static void DrawNonce(Span<byte> nonce)
    {
        _nonces ??= new byte[NoncesDrawn * NonceBytes];
        if (_nonceAt == 0) RandomNumberGenerator.Fill(_nonces);
        _nonces.AsSpan(_nonceAt, NonceBytes).CopyTo(nonce);
        _nonceAt = (_nonceAt + NonceBytes) % _nonces.Length;
    }

    private AesGcm Rent() => _ciphers.TryTake(out var cipher) ? cipher : new AesGcm(key, TagBytes);

    private static ReadOnlySpan<byte> Place(string table, string row, Span<byte> buffer)
    {
        var most = Encoding.UTF8.GetMaxByteCount(table.Length + row.Length) + 1;
        if (most > buffer.Length) buffer = new byte[most];
        var length = Encoding.UTF8.GetBytes(table, buffer);
        buffer[length++] = 0;
        length += Encoding.UTF8.GetBytes(row, buffer[length..]);
        return buffer[..length];
    }
}
