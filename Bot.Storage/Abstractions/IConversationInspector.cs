using Bot.Engine.Abstractions;

namespace Bot.Storage.Abstractions;

/// <summary>Looks into one conversation's outbox and timers, for the console, and counts the sessions of all. Reads only.</summary>
public interface IConversationInspector
{
    /// <summary>The newest rows, newest first.</summary>
    /// <param name="conversation">Its key: channel, colon, address.</param>
    /// <param name="finished">Includes rows that have ended. No index leads to them: for a sandbox's few thousand rows, not for months of a product's.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task<IReadOnlyList<OutboxSummary>> OutboxAsync(string conversation, bool finished, int limit, CancellationToken cancel);

    /// <summary>The timers that are armed, at most one of each kind.</summary>
    Task<IReadOnlyList<StoredTimer>> TimersAsync(string conversation, CancellationToken cancel);

    /// <summary>How many sessions stand in which state. Reads every session's row: for a figure now and then, not for a request.</summary>
    Task<IReadOnlyList<StateCount>> CountByStateAsync(CancellationToken cancel);
}

/// <summary>An outbox row without its contents.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Stream"><c>messages</c>, <c>calls</c> or <c>posts</c>.</param>
/// <param name="Kind">A message's kind (<c>text</c>, <c>list</c>) or a call's operation.</param>
/// <param name="State"><c>pending</c>, <c>begun</c>, <c>unknown</c>, <c>done</c>, <c>dead</c>.</param>
/// <param name="Delivery">The delivery state that the provider reported; null when it reported none.</param>
/// <param name="Failure">The last failure; null when there was none.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="Due">When it is tried, or when its lease ends, UTC; null when it is finished or waits behind another.</param>
/// <param name="At">When it was queued, UTC.</param>
public sealed record OutboxSummary(string Id, string Stream, string Kind, string State, string? Delivery, string? Failure, int Attempts, DateTimeOffset? Due, DateTimeOffset At);

/// <summary>The sessions in one state.</summary>
/// <param name="Flow">The flow that talks; empty where nothing is going on.</param>
/// <param name="State">The state in that flow.</param>
/// <param name="Sessions">How many.</param>
public sealed record StateCount(string Flow, string State, long Sessions);
