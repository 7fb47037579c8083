using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Promises;

namespace Bot.Engine.Proving;

/// <summary>Something that was tried.</summary>
/// <param name="Moves">One, or the whole way of a flow above.</param>
/// <param name="Departures">From the straight way: 0 for the first thing that a question or a call offers.</param>
internal sealed record Tried(ImmutableArray<Move> Moves, int Departures, Outcome Outcome)
{
    /// <summary>
    /// It led back to a question by a word alone and changed nothing else: from there an edit leads nowhere that it did not lead from where that began, and one
    /// step more back is the same departure.
    /// </summary>
    public bool IsJump { get; init; }

    public bool IsEscape => Moves.Any(move => move.IsEscape);
}

/// <summary>What came of it.</summary>
/// <param name="Turn">Null where nothing changes, or something was thrown.</param>
/// <param name="Key">Of the session then, see <see cref="ProofKey"/>.</param>
internal sealed record Outcome(Turn? Turn, RunWatch Watch, ImmutableArray<BrokenRule> Broken, UInt128 Key, Exception? Fault);
