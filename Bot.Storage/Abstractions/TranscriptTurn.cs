using System.Collections.Immutable;
using Bot.Engine.Abstractions;

namespace Bot.Storage.Abstractions;

/// <summary>Everything said in one turn, in order.</summary>
/// <param name="Version">The conversation's version that the turn made.</param>
/// <param name="At">UTC.</param>
/// <param name="Lines">What came in and went out.</param>
public sealed record TranscriptTurn(long Version, DateTimeOffset At, ImmutableArray<TranscriptLine> Lines);
