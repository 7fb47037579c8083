using Bot.Engine.Sessions;

namespace Bot.Engine.Abstractions;

/// <summary>Keeps what people wrote while the conversation store cannot be reached, to be heard when it is back.</summary>
/// <remarks>
/// An implementer owes: what is kept is durable on return, and is heard again in the order in which it was kept, conversation by conversation. It is asked in
/// the conversation's queue: nothing of that conversation happens meanwhile.
/// </remarks>
public interface IInputSpool
{
    /// <summary>Whether an input of this conversation must go behind what is kept, or the store is known to be away.</summary>
    bool Holds(string conversation);

    /// <summary>Whether a failure, or the end of the caller's time, means that the store cannot be used.</summary>
    bool IsAway(Exception failure);

    /// <param name="failure">Why the store could not take it; null when it goes behind what is kept.</param>
    Task KeepAsync(string conversation, ConversationFacts facts, Input input, Exception? failure);
}
