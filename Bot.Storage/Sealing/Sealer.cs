using System.Security.Cryptography;
using System.Text;

namespace Bot.Storage.Sealing;

/// <summary>Encrypts what lies on disk, bound to its place: bytes moved to another row or table do not open.</summary>
/// <remarks>
/// AES-256-GCM (NIST SP 800-38D) with nonces of 192 bits: the first half, the salt, chooses a key derived from the secret, the second is GCM's nonce under it.
/// Sealed form, version 2: version (1 byte), key number (4), salt (12), nonce (12, drawn for each seal), tag (16), ciphertext. The table and the row's key are
/// the associated data. Version 1, which earlier builds wrote, opens: version (1), nonce (12), tag (16), ciphertext.
/// </remarks>
/// <param name="keys">The first seals, every one opens.</param>
public sealed class Sealer(KeyRing keys)
{
    private const byte Version1 = 1;
    private const byte Version2 = 2;
    private const int SaltAt = 1 + SealingKey.IdBytes;
    private const int NonceAt = SaltAt + SealingKey.SaltBytes;
    private const int TagAt = NonceAt + SealingKey.NonceBytes;
    private const int TextAt = TagAt + SealingKey.TagBytes;
    private const int Text1At = 1 + SealingKey.NonceBytes + SealingKey.TagBytes;
    private const int PlaceOnStack = 512;

    /// <summary>Randomness comes in draws for so many nonces: one draw costs as much as sealing a short row. Each is used once.</summary>
    private const int NoncesDrawn = 64;

    [ThreadStatic]
    private static byte[]? _nonces;

    [ThreadStatic]
    private static int _nonceAt;

    /// <summary>The keys.</summary>
    public KeyRing Keys { get; } = keys;

    /// <summary>What begins everything that is sealed with the first key, in the form of this build.</summary>
    internal byte[] Head { get; } = [Version2, .. keys.First.Id];

    /// <summary>Encrypts bytes for one row of one table.</summary>
    public byte[] Seal(string table, string row, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[TextAt + plain.Length];
        var output = sealedBytes.AsSpan();
        var pool = Keys.First.ForSealing();
        Head.CopyTo(output);
        pool.Salt.CopyTo(output[SaltAt..]);
        DrawNonce(output[NonceAt..TagAt]);

        Span<byte> place = stackalloc byte[PlaceOnStack];
        var cipher = pool.Rent();
        cipher.Encrypt(output[NonceAt..TagAt], plain, output[TextAt..], output[TagAt..TextAt], Place(table, row, place));
        pool.Return(cipher);
        return sealedBytes;
    }

    /// <summary>Encrypts text as UTF-8.</summary>
    public byte[] Seal(string table, string row, string plain) => Seal(table, row, Encoding.UTF8.GetBytes(plain));

    /// <summary>Decrypts bytes that were sealed for the same row of the same table, with any of the keys.</summary>
    /// <exception cref="InvalidDataException">Altered, moved, or sealed with another key.</exception>
    public byte[] Open(string table, string row, ReadOnlySpan<byte> sealedBytes) => Open(table, row, sealedBytes, out _);

    /// <summary>Decrypts text.</summary>
    /// <exception cref="InvalidDataException">Altered, moved, or sealed with another key.</exception>
    public string OpenText(string table, string row, ReadOnlySpan<byte> sealedBytes) => Encoding.UTF8.GetString(Open(table, row, sealedBytes));

    /// <summary>Whether bytes are sealed with the first key, in the form of this build.</summary>
    public bool IsCurrent(ReadOnlySpan<byte> sealedBytes) => sealedBytes.StartsWith(Head);

    /// <param name="key">The one that opened it.</param>
    internal byte[] Open(string table, string row, ReadOnlySpan<byte> sealedBytes, out SealingKey key)
    {
        Span<byte> buffer = stackalloc byte[PlaceOnStack];
        var place = Place(table, row, buffer);
        byte[]? plain = null;
        if (sealedBytes.Length >= TextAt && sealedBytes[0] == Version2)
        {
            foreach (var listed in Keys.Listed)
            {
                if (!sealedBytes[1..SaltAt].SequenceEqual(listed.Id)) continue;
                var pool = listed.ForSalt(sealedBytes[SaltAt..NonceAt]);
                key = listed;
                if (TryOpen(pool, sealedBytes[NonceAt..TagAt], sealedBytes[TextAt..], sealedBytes[TagAt..TextAt], place, ref plain)) return plain!;
            }
        }
        else if (sealedBytes.Length >= Text1At && sealedBytes[0] == Version1)
        {
            // What earlier builds sealed knows no key: the oldest one comes first, for it is mostly that.
            foreach (var old in Keys.Listed.Reverse().Concat(Keys.Whole))
            {
                key = old;
                if (TryOpen(old.Version1, sealedBytes[1..(1 + SealingKey.NonceBytes)], sealedBytes[Text1At..],
                    sealedBytes[(1 + SealingKey.NonceBytes)..Text1At], place, ref plain))
                {
                    return plain!;
                }
            }
        }
        else
        {
            throw new InvalidDataException($"A row of {table} is not in a sealed form this build knows.");
        }

        throw new InvalidDataException($"A row of {table} does not open: it was altered, moved, or sealed with another SECRET_KEY.");
    }

    private static void DrawNonce(Span<byte> nonce)
    {
        _nonces ??= new byte[NoncesDrawn * SealingKey.NonceBytes];
        if (_nonceAt == 0) RandomNumberGenerator.Fill(_nonces);
        _nonces.AsSpan(_nonceAt, SealingKey.NonceBytes).CopyTo(nonce);
        _nonceAt = (_nonceAt + SealingKey.NonceBytes) % _nonces.Length;
    }

    private static bool TryOpen(CipherPool pool, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> place,
        ref byte[]? plain)
    {
        plain ??= new byte[text.Length];
        var cipher = pool.Rent();
        try
        {
            cipher.Decrypt(nonce, text, tag, plain, place);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            pool.Return(cipher);
        }
    }

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
