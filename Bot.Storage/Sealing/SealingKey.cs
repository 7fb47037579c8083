using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Storage.Sealing;

/// <summary>What is derived from one secret: its number, a key for each end, and the ciphers under way.</summary>
/// <remarks>HKDF-SHA256 (RFC 5869) separates the keys. It does not make a weak secret strong.</remarks>
internal sealed class SealingKey
{
    public const int IdBytes = 4;
    public const int SaltBytes = 12;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;

    private const int KeyBytes = 32;

    /// <summary>Seals under one salt. NIST SP 800-38D (8.3) allows 2^32 under one key with random nonces of 96 bits.</summary>
    private const int SealsPerSalt = 1 << 20;

    /// <summary>A process takes one salt, or one for a million seals, so a database holds few.</summary>
    private const int SaltsKept = 256;

    private readonly byte[] _first;
    private readonly byte[] _second;
    private readonly BoundedCache<UInt128, CipherPool> _bySalt = new(SaltsKept);
    private readonly CipherPool _version1;
    private volatile CipherPool? _sealing;

    public SealingKey(string secret)
    {
        var material = Encoding.UTF8.GetBytes(secret);
        Hashing = Derived(material, "bot/hash/1", KeyBytes);
        Id = Derived(material, "bot/seal/id", IdBytes);
        _first = Derived(material, "bot/seal/1", KeyBytes);
        _second = Derived(material, "bot/seal/2", KeyBytes);
        _version1 = new(_first, []);
    }

    /// <summary>Tells this key from the others; says nothing of it.</summary>
    public byte[] Id { get; }

    /// <summary>The key of the hashes of a database that was made with this secret.</summary>
    public byte[] Hashing { get; }

    /// <summary>The ciphers of what builds before key numbers sealed.</summary>
    public CipherPool Version1 => _version1;

    /// <summary>The ciphers to seal with, and their salt. A salt is left after <see cref="SealsPerSalt"/> seals.</summary>
    public CipherPool ForSealing()
    {
        var pool = _sealing;
        if (pool is not null && pool.Count() <= SealsPerSalt) return pool;

        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        pool = ForSalt(salt);
        _sealing = pool;
        return pool;
    }

    /// <summary>The ciphers of a salt: AES-256 under HKDF-Expand(key, salt).</summary>
    public CipherPool ForSalt(ReadOnlySpan<byte> salt)
    {
        var number = CipherPool.NumberOf(salt);
        if (_bySalt.TryGet(number, out var known)) return known;

        return _bySalt.Add(number, new CipherPool(HKDF.Expand(HashAlgorithmName.SHA256, _second, KeyBytes, salt.ToArray()), salt.ToArray()));
    }

    private static byte[] Derived(byte[] material, string info, int bytes) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, material, bytes, info: Encoding.ASCII.GetBytes(info));
}

/// <summary>Ciphers of one key: an AesGcm is not safe for two threads at once, and making one costs a key schedule.</summary>
internal sealed class CipherPool(byte[] key, byte[] salt)
{
    private readonly ConcurrentBag<AesGcm> _idle = [];
    private int _seals;

    public ReadOnlySpan<byte> Salt => salt;

    /// <summary>Counts a seal; how many that makes.</summary>
    public int Count() => Interlocked.Increment(ref _seals);

    public AesGcm Rent() => _idle.TryTake(out var cipher) ? cipher : new AesGcm(key, SealingKey.TagBytes);

    public void Return(AesGcm cipher) => _idle.Add(cipher);

    public static UInt128 NumberOf(ReadOnlySpan<byte> salt)
    {
        var number = UInt128.Zero;
        foreach (var part in salt) number = (number << 8) | part;
        return number;
    }
}
