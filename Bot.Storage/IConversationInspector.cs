using Bot.Engine.Abstractions;

namespace Bot.Storage;

/// <summary>Looks into one conversation's outbox and timers, for the console, and counts them all. Reads only.</summary>
internal interface IConversationInspector
{
    /// <summary>The newest rows, newest first.</summary>
    /// <param name="finished">Those too that have ended. No index leads to them: for a sandbox's few thousand rows, not for months of a product's.</param>
    Task<IReadOnlyList<OutboxSummary>> OutboxAsync(string conversation, bool finished, int limit, CancellationToken cancel);

    Task<IReadOnlyList<StoredTimer>> TimersAsync(string conversation, CancellationToken cancel);

    /// <summary>How many sessions stand where. Reads every session's row: for a figure now and then, not for a request.</summary>
    Task<IReadOnlyList<StateCount>> CountByStateAsync(CancellationToken cancel);
}

/// <summary>An outbox row without its contents.</summary>
/// <param name="Kind">A message's kind (<c>text</c>, <c>list</c>) or a call's operation.</param>
/// <param name="State"><c>pending</c>, <c>begun</c>, <c>unknown</c>, <c>done</c>, <c>dead</c>.</param>
/// <param name="Delivery">How far the provider brought it; null when nothing was heard.</param>
/// <param name="Due">When it is tried, or when its lease ends; null when it is finished or waits behind another.</param>
internal sealed record OutboxSummary(string Id, string Stream, string Kind, string State, string? Delivery, string? Failure, int Attempts, DateTimeOffset? Due, DateTimeOffset At);

/// <param name="Flow">The flow that talks; empty where nothing is going on.</param>
/// <param name="State">Where in that flow.</param>
internal sealed record StateCount(string Flow, string State, long Sessions);
