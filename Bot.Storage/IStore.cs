using Bot.Engine.Abstractions;
using Bot.Storage.Sql;

namespace Bot.Storage;

/// <summary>What a host needs of its database, whichever it is.</summary>
internal interface IStore : IConversationStore, IConversationLists, IConversationInspector, IRecordStore, IRecordLists, IAsyncDisposable
{
    /// <summary>For the start of a host: what a process before it had begun is due at once, where nobody else can be at it. A database that hosts share leaves leases to run out.</summary>
    /// <returns>How many rows that were.</returns>
    Task<int> ReleaseLeasesAsync(string exceptOwner, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The newest turns of a conversation as they were said, newest first.</summary>
    Task<IReadOnlyList<TranscriptTurn>> TranscriptAsync(string conversation, int limit, CancellationToken cancel);

    /// <summary>What is wrong with what is kept, sentence by sentence; empty when it is sound. May read everything.</summary>
    Task<IReadOnlyList<string>> IntegrityCheckAsync(CancellationToken cancel);
}
