using System.Collections.Immutable;
using Bot.Engine.Abstractions;

namespace Bot.Storage.Abstractions;

/// <summary>A row of the turn log, opened.</summary>
/// <param name="Version">The conversation's version that the turn made.</param>
/// <param name="At">UTC.</param>
/// <param name="Language">In which it was answered.</param>
/// <param name="Flow">The flow that heard the input; empty for none, and in turns of builds before the turn log.</param>
/// <param name="FlowVersion">Its content hash.</param>
/// <param name="From">The state that heard it.</param>
/// <param name="Trigger">Of the first move; empty where nothing moved.</param>
/// <param name="To">The state it ended in.</param>
/// <param name="Lines">What was said, in order.</param>
/// <param name="Entry">What was heard; null where it is not kept any more, or never was.</param>
public sealed record StoredTurn(long Version, DateTimeOffset At, string Language, string Flow, string FlowVersion, string From, string Trigger, string To,
    ImmutableArray<TranscriptLine> Lines, TurnLogEntry? Entry);
