using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Storage.Sealing;

/// <summary>
/// The names under which rows lie: keyed hashes in place of numbers, plates, barcodes, words and providers' ids. What they stand for is in the sealed body.
/// </summary>
/// <remarks>
/// HMAC-SHA256 under a random key of the database, cut to 128 bits. Every name has the mark <c>~</c>, which no address and no key begins with, so that a row
/// that an earlier build wrote is told from one that is named.
/// </remarks>
internal sealed class RowNames
{
    /// <summary>The kind of the spool's records: their keys are times, in whose order they are read.</summary>
    public const string Ordered = "spooled";

    private const string Timer = "timer.";
    private const char Mark = '~';
    private const int NameBytes = 16;

    /// <summary>A number of ours at the end of a key, behind a slash: the ledger's entries are listed in its order. A telephone's is longer.</summary>
    private const int NumberDigits = 8;

    /// <summary>Conversations whose names are kept: a turn asks a dozen times. Some 20 MB at most.</summary>
    private const int Kept = 65_536;

    /// <summary>SHA-256's.</summary>
    private const int BlockBytes = 64;

    private const int TextOnStack = 512;

    private readonly BoundedCache<string, string> _conversations = new(Kept, StringComparer.Ordinal);
    private readonly byte[] _inner = new byte[BlockBytes];
    private readonly byte[] _outer = new byte[BlockBytes];

    /// <param name="key">32 random bytes; the database keeps them, sealed, and they never change.</param>
    public RowNames(byte[] key)
    {
        for (var at = 0; at < BlockBytes; at++)
        {
            var own = at < key.Length ? key[at] : (byte)0;
            (_inner[at], _outer[at]) = ((byte)(own ^ 0x36), (byte)(own ^ 0x5C));
        }
    }

    /// <summary>Of a key <c>channel:address</c>: the channel, which is no secret, and a hash. What stands before a further colon has its own.</summary>
    public string Conversation(string conversation)
    {
        if (_conversations.TryGet(conversation, out var known)) return known;

        var (channel, last) = (conversation.IndexOf(':', StringComparison.Ordinal) + 1, conversation.LastIndexOf(':') + 1);
        var name = $"{(last > channel ? Prefix(conversation[..last]) : $"{conversation[..channel]}{Mark}")}{Hash($"conversation\0{conversation}")}";
        return _conversations.Add(conversation, name);
    }

    /// <summary>What the names of conversations begin with whose keys begin so.</summary>
    /// <param name="prefix">Ends with a colon.</param>
    public string Prefix(string prefix)
    {
        var channel = prefix.IndexOf(':', StringComparison.Ordinal) + 1;
        return channel == prefix.Length ? prefix : $"{prefix[..channel]}{Mark}{Hash($"prefix\0{prefix}")}:";
    }

    /// <summary>Of a record's key; an empty one, before every key, stays empty.</summary>
    public string Key(string kind, string key)
    {
        if (key.Length == 0) return "";
        if (kind == Ordered) return $"{Mark}{key}";

        var slash = key.LastIndexOf('/');
        var numbered = slash > 0 && key.Length - slash - 1 is > 0 and <= NumberDigits && key.AsSpan(slash + 1).IndexOfAnyExceptInRange('0', '9') < 0;
        return numbered ? $"{Mark}{Hash($"key\0{kind}\0{key[..slash]}")}{key[slash..]}" : $"{Mark}{Hash($"key\0{kind}\0{key}")}";
    }

    /// <summary>Of a value that records are found by.</summary>
    public string Lookup(string kind, string lookup, string value) => $"{Mark}{Hash($"lookup\0{kind}\0{lookup}\0{value}")}";

    /// <summary>Of a provider's id: Meta's hold the number, in base64. None stays none, and a timer's is our own.</summary>
    public string Id(string id) => id.Length == 0 || id.StartsWith(Timer, StringComparison.Ordinal) ? id : $"{Mark}{Hash($"id\0{id}")}";

    /// <summary>Whether this is the name of a conversation already.</summary>
    public static bool IsConversation(string name) => IsName(name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    /// <summary>Whether this is the name of a key, a look-up value or an id already.</summary>
    public static bool IsName(string name) => name.StartsWith(Mark);

    // HMAC by its two hashes (RFC 2104, 2): the platform's own looks its algorithm up at every call, which takes longer than both.
    private string Hash(string text)
    {
        var most = BlockBytes + Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> inner = most <= TextOnStack ? stackalloc byte[TextOnStack] : new byte[most];
        _inner.CopyTo(inner);
        var length = BlockBytes + Encoding.UTF8.GetBytes(text, inner[BlockBytes..]);

        Span<byte> outer = stackalloc byte[BlockBytes + SHA256.HashSizeInBytes];
        _outer.CopyTo(outer);
        SHA256.HashData(inner[..length], outer[BlockBytes..]);
        Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(outer, mac);
        return Base64Url.EncodeToString(mac[..NameBytes]);
    }
}
