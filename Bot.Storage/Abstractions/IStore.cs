using Bot.Engine.Abstractions;

namespace Bot.Storage.Abstractions;

/// <summary>Everything a host needs of its database, whichever it is. One object under all these ports.</summary>
public interface IStore : IConversationStore, IConversationLists, IConversationInspector, IRecordStore, IRecordLists, IAsyncDisposable
{
    /// <summary>
    /// Makes due at once what a process before this one had begun, where no other process can be at it. A database that hosts share leaves leases to run out.
    /// </summary>
    /// <param name="exceptOwner">Rows of this owner stay leased; empty for none.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancel">Ends the wait for the writer.</param>
    /// <returns>How many rows that were.</returns>
    Task<int> ReleaseLeasesAsync(string exceptOwner, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The newest turns of a conversation as they were said, newest first.</summary>
    Task<IReadOnlyList<TranscriptTurn>> TranscriptAsync(string conversation, int limit, CancellationToken cancel);

    /// <summary>The turn log of a conversation from a version on, in order.</summary>
    /// <param name="conversation">Its own key; an alias has its own turns.</param>
    /// <param name="version">From 1.</param>
    /// <param name="limit">Turns at most.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task<IReadOnlyList<StoredTurn>> TurnsAsync(string conversation, long version, int limit, CancellationToken cancel);

    /// <summary>Adds the next turns of the log to the figures of their flows, each once: neither a second host nor a crash on the way counts twice.</summary>
    /// <param name="limit">Turns at most.</param>
    /// <param name="cancel">Ends the wait; a step is written whole or not at all.</param>
    /// <returns>False when there was none.</returns>
    Task<bool> CountTurnsAsync(int limit, CancellationToken cancel);

    /// <summary>The figures of a flow as far as they are counted, by day, version, state, trigger and language.</summary>
    Task<IReadOnlyList<TurnCount>> TurnCountsAsync(string flow, CancellationToken cancel);

    /// <summary>
    /// Takes one small step of sealing everything with the first key, from where the last one ended, be that in another process. Hosts may run.
    /// </summary>
    /// <param name="cancel">Ends the wait; a step is written whole or not at all.</param>
    Task<ResealStep> ResealAsync(CancellationToken cancel);

    /// <summary>How far sealing everything with the first key is. Changes nothing.</summary>
    Task<RotationProgress> RotationAsync(CancellationToken cancel);

    /// <summary>What is wrong with the stored data, sentence by sentence; empty when it is sound. Reads everything, and opens every sealed body.</summary>
    Task<IReadOnlyList<string>> IntegrityCheckAsync(CancellationToken cancel);
}
