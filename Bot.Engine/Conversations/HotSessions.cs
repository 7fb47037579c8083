using Bot.Engine.Ports;

namespace Bot.Engine.Conversations;

/// <summary>The conversations of the last minutes in memory, always with the version they were committed as; the least recently used go first.</summary>
public sealed class HotSessions(int limit = HotSessions.DefaultLimit)
{
    /// <summary>A session is a few kilobytes: this many stay under 100 MB.</summary>
    public const int DefaultLimit = 20_000;

    private readonly Dictionary<string, LinkedListNode<StoredConversation>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<StoredConversation> _byUse = new();
    private readonly Lock _gate = new();

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

    public void Keep(StoredConversation stored)
    {
        lock (_gate)
        {
            if (_byKey.Remove(stored.Conversation, out var old)) _byUse.Remove(old);
            _byKey[stored.Conversation] = _byUse.AddFirst(stored);
            if (_byKey.Count <= limit) return;

            _byKey.Remove(_byUse.Last!.Value.Conversation);
            _byUse.RemoveLast();
        }
    }

    public void Drop(string conversation)
    {
        lock (_gate)
            if (_byKey.Remove(conversation, out var node))
                _byUse.Remove(node);
    }

    public void Clear()
    {
        lock (_gate)
        {
            _byKey.Clear();
            _byUse.Clear();
        }
    }
}
