namespace Bot.Storage.Sealing;

/// <summary>The keys that <c>SECRET_KEY</c> lists, <c>new,old</c>: the first one seals, every one opens.</summary>
/// <remarks>
/// Hashes are made with a key of their own, which does not change when <c>SECRET_KEY</c> does: what was hashed before a rotation is found during it and after
/// it. A database keeps that key sealed, and tells it when it is opened; before that it is the first key's.
/// </remarks>
public sealed class KeyRing
{
    private volatile byte[] _hashing;

    /// <param name="secretKey">One key, or several with commas between them. Each is 32 random bytes in any spelling.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public KeyRing(string secretKey)
    {
        var parts = Split(secretKey);
        if (parts.Count == 0) throw new ArgumentException("SECRET_KEY is empty; give it 32 random bytes, for example from: openssl rand -base64 32", nameof(secretKey));

        Listed = [.. parts.Select(part => new SealingKey(part))];
        Whole = [.. WithCommas(secretKey).Select(key => new SealingKey(key))];
        _hashing = First.Hashing;
    }

    /// <summary>How many keys there are.</summary>
    public int Count => Listed.Count;

    /// <summary>Tells the first key from others, in hexadecimal digits; says nothing of it. Everything that is sealed carries it.</summary>
    public string FirstId => Convert.ToHexStringLower(First.Id);

    internal SealingKey First => Listed[0];

    /// <summary>In the order of the setting.</summary>
    internal IReadOnlyList<SealingKey> Listed { get; }

    /// <summary>Keys of earlier builds that held a comma themselves. They open what was sealed then, and seal nothing.</summary>
    internal IReadOnlyList<SealingKey> Whole { get; }

    /// <summary>The key of hashes and codes, 32 bytes.</summary>
    internal byte[] Hashing
    {
        get => _hashing;
        set => _hashing = value;
    }

    /// <summary>Whether a key of this <see cref="FirstId"/> is listed.</summary>
    public bool Lists(string id) => Listed.Any(key => Convert.ToHexStringLower(key.Id) == id);

    /// <summary>The keys of a setting, without the blank ones.</summary>
    /// <param name="secretKey">As above.</param>
    public static IReadOnlyList<string> Split(string secretKey)
    {
        if (string.IsNullOrWhiteSpace(secretKey)) return [];
        return secretKey.Contains(',', StringComparison.Ordinal)
            ? secretKey.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [secretKey];
    }

    private static IEnumerable<string> WithCommas(string secretKey)
    {
        for (var rest = secretKey; rest.Contains(',', StringComparison.Ordinal); rest = rest[(rest.IndexOf(',', StringComparison.Ordinal) + 1)..].TrimStart())
            yield return rest;
    }
}
