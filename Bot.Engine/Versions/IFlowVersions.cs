using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Versions;

/// <summary>Knows on which version of the flows each session runs, where several are in use side by side.</summary>
public interface IFlowVersions
{
    /// <summary>What hears the next input of a session.</summary>
    /// <param name="conversation">Its key: decides on which of two versions a new conversation begins.</param>
    /// <param name="session">As it is stored.</param>
    /// <param name="cancel">Ends the wait for a version that is not known here yet.</param>
    /// <exception cref="StoreUnavailableException">The versions were never read, and cannot be now.</exception>
    ValueTask<FlowsAtTurn> ForAsync(string conversation, Session session, CancellationToken cancel);

    /// <summary>Has what a version may call in the table of operations, before a call of it is made. One that is gone, or cannot run here, is passed over.
    /// </summary>
    /// <param name="version">Its number; 0 for what sessions without one are on.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">It is not known here yet, and cannot be read now.</exception>
    ValueTask KnowAsync(int version, CancellationToken cancel);
}

/// <summary>What a turn is made by.</summary>
/// <param name="Session">As it begins the turn: moved to the version where a publication says so; else the very same.</param>
public readonly record struct FlowsAtTurn(StateMachine Machine, IMessageRenderer Renderer, Session Session);
