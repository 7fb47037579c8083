namespace Bot.Engine.Abstractions;

/// <summary>Conversations as lists and by the id of their session, for those who look after them.</summary>
public interface IConversationLists
{
    /// <summary>In order of their session ids, which never change.</summary>
    /// <param name="after">Only session ids behind this one; empty for the first page.</param>
    Task<IReadOnlyList<ConversationLine>> ListAsync(string after, int limit, CancellationToken cancel);

    /// <summary>Null when there is no such session.</summary>
    Task<ConversationLine?> FindAsync(string sessionId, CancellationToken cancel);

    /// <summary>
    /// Of the conversations whose key begins with <paramref name="prefix"/> (it ends with a colon), the one that moved last; null when there is none.
    /// </summary>
    Task<string?> NewestAsync(string prefix, CancellationToken cancel);
}

/// <summary>A conversation at a glance.</summary>
/// <param name="Flow">The flow that talks; empty when nothing is going on.</param>
/// <param name="State">Where it stands in that flow.</param>
public sealed record ConversationLine(
    string Conversation, long Version, string SessionId, string Channel, string Address, string Name,
    string Flow, string State, DateTimeOffset LastHeard, DateTimeOffset UpdatedAt);
