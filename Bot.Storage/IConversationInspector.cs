using Bot.Engine.Abstractions;

namespace Bot.Storage;

/// <summary>Looks into one conversation's outbox and timers, for the console. Reads only.</summary>
internal interface IConversationInspector
{
    /// <summary>The newest rows, newest first.</summary>
    /// <param name="finished">Those too that have ended. No index leads to them: for a sandbox's few thousand rows, not for months of a product's.</param>
    Task<IReadOnlyList<OutboxSummary>> OutboxAsync(string conversation, bool finished, int limit, CancellationToken cancel);

    Task<IReadOnlyList<StoredTimer>> TimersAsync(string conversation, CancellationToken cancel);
}

/// <summary>An outbox row without its contents.</summary>
/// <param name="Kind">A message's kind (<c>text</c>, <c>list</c>) or a call's operation.</param>
/// <param name="State"><c>pending</c>, <c>begun</c>, <c>unknown</c>, <c>done</c>, <c>dead</c>.</param>
/// <param name="Delivery">How far the provider brought it; null when nothing was heard.</param>
/// <param name="Due">When it is tried, or when its lease ends; null when it is finished or waits behind another.</param>
internal sealed record OutboxSummary(string Id, string Stream, string Kind, string State, string? Delivery, string? Failure, int Attempts, DateTimeOffset? Due, DateTimeOffset At);
