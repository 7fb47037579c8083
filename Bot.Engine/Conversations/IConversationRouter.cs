using Bot.Engine.Abstractions;

namespace Bot.Engine.Conversations;

/// <summary>Brings an input to the one host of several that holds its conversation. Not registered where every host handles what it receives.</summary>
/// <remarks>
/// An implementer owes: an answer within the time of a webhook, and one turn of a conversation at a time as far as hosts know of each other. Where they do not
/// (one is frozen, cut off, just lost), two may handle the same conversation: expected versions and handled ids decide, as without a router.
/// </remarks>
public interface IConversationRouter
{
    /// <summary>Has the turn handled by <see cref="ConversationRunner.HandleHereAsync"/> of the host that holds the conversation.</summary>
    /// <returns>Null when no such host can be asked now, or its answer did not come: the caller handles the turn itself.</returns>
    /// <exception cref="StoreUnavailableException">The host that holds the conversation cannot use the database.</exception>
    Task<TurnEnd?> RouteAsync(TurnRequest request, CancellationToken cancel);
}
