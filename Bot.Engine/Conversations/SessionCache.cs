using System.Collections.Concurrent;
using Bot.Engine.Abstractions;

namespace Bot.Engine.Conversations;

/// <summary>The conversations of the last minutes in memory, always with the version they were committed as; the least recently used go first.</summary>
/// <param name="tight">Whether memory is short; default: the heap has grown past three quarters of what the process may have (<c>DOTNET_GCHeapHardLimit</c>,
/// the container's limit, or the machine).</param>
public sealed class SessionCache(int limit = SessionCache.DefaultLimit, Func<bool>? tight = null)
{
    /// <summary>Memory is looked at once in so many turns.</summary>
    private const int TurnsBetweenLooks = 1024;

    /// <summary>A session is a few kilobytes: this many stay under 100 MB.</summary>
    public const int DefaultLimit = 20_000;

    private readonly Dictionary<string, LinkedListNode<StoredConversation>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<StoredConversation> _byUse = new();
    private readonly ConcurrentDictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private long _kept;

    /// <summary>Conversations in memory.</summary>
    internal int Count
    {
        get
        {
            lock (_gate) return _byKey.Count;
        }
    }

    public StoredConversation? Find(string conversation)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(conversation, out var node)) return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value;
        }
    }

    /// <summary>The conversation that a key leads to, as far as it was learned: an alias stays one, so it may be out of date and is never wrong.</summary>
    internal string Follow(string key) => _aliases.TryGetValue(key, out var to) ? to : key;

    internal void KeepAlias(string key, string to)
    {
        if (_aliases.Count >= 2 * limit) _aliases.Clear();
        _aliases[key] = to;
    }

    public void Keep(StoredConversation stored)
    {
        lock (_gate)
        {
            if (_byKey.Remove(stored.Conversation, out var old)) _byUse.Remove(old);
            _byKey[stored.Conversation] = _byUse.AddFirst(stored);
            var most = ++_kept % TurnsBetweenLooks == 0 && (tight ?? IsTight)() ? _byKey.Count / 2 : limit;
            while (_byKey.Count > most)
            {
                _byKey.Remove(_byUse.Last!.Value.Conversation);
                _byUse.RemoveLast();
            }
        }
    }

    public void Drop(string conversation)
    {
        lock (_gate)
        {
            if (_byKey.Remove(conversation, out var node))
                _byUse.Remove(node);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _byKey.Clear();
            _byUse.Clear();
            _aliases.Clear();
        }
    }

    private static bool IsTight()
    {
        var memory = GC.GetGCMemoryInfo();
        return memory.HeapSizeBytes > memory.TotalAvailableMemoryBytes / 4 * 3;
    }
}
