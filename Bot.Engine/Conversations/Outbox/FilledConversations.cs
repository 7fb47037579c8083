namespace Bot.Engine.Conversations.Outbox;

/// <summary>Conversations in which this host has just left something to send: it claims that itself, whichever host's share they are.</summary>
internal sealed class FilledConversations
{
    /// <summary>Beyond it the shares take care of the rest, a second later at most.</summary>
    private const int Limit = 4096;

    /// <summary>Named in one claim.</summary>
    private const int ClaimSize = 256;

    private readonly HashSet<string> _filled = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public void Add(string conversation)
    {
        lock (_gate)
        {
            if (_filled.Count < Limit) _filled.Add(conversation);
        }
    }

    /// <summary>Takes those for the next claim out.</summary>
    public IReadOnlyCollection<string> Take()
    {
        lock (_gate)
        {
            if (_filled.Count == 0) return [];

            string[] taken = [.. _filled.Take(ClaimSize)];
            _filled.ExceptWith(taken);
            return taken;
        }
    }

    /// <summary>A claim did not take all that was due of these.</summary>
    public void PutBack(IReadOnlyCollection<string> taken)
    {
        lock (_gate) _filled.UnionWith(taken);
    }
}
