using System.Collections.Immutable;

namespace Bot.Engine.Proving;

/// <summary>What the exploration of a flow has found.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="States">States of the exploration, see <see cref="ProofKey"/>.</param>
/// <param name="Transitions">Inputs that were tried.</param>
/// <param name="Uncovered">What was not looked at, in sentences; empty when everything was that the abstraction tells apart.</param>
/// <param name="Findings">Faults, each once, with the shortest, or straightest, conversation that shows it.</param>
/// <param name="Ends">The shortest conversation to each end of the flow.</param>
/// <param name="Ways">The shortest conversation through each way that was taken.</param>
/// <param name="Entered">The shortest conversation that comes to the start of each flow that it runs.</param>
public sealed record Proof(string Flow, int States, long Transitions, ImmutableArray<string> Uncovered, ImmutableArray<Finding> Findings,
    ImmutableSortedDictionary<string, ImmutableArray<Move>> Ends, IReadOnlyDictionary<Way, ImmutableArray<Move>> Ways,
    ImmutableSortedDictionary<string, ImmutableArray<Move>> Entered)
{
    /// <summary>Nothing was left out by a bound.</summary>
    public bool IsWhole => Uncovered.IsEmpty;
}

/// <summary>A fault.</summary>
/// <param name="Kind">A word of <see cref="FindingKinds"/>.</param>
/// <param name="Place">Flow and state.</param>
/// <param name="What">In a sentence, without anything a person said.</param>
/// <param name="Conversation">From the start of the flow on.</param>
public sealed record Finding(string Kind, string Place, string What, ImmutableArray<Move> Conversation)
{
    /// <summary>The time that it is throughout, UTC.</summary>
    public DateTimeOffset At { get; init; } = Prover.Wednesday;
}

/// <summary>A transition of the path, by its names.</summary>
public readonly record struct Way(string Flow, string From, string Trigger, string To);

/// <summary>The kinds of faults that are looked for.</summary>
public static class FindingKinds
{
    /// <summary>An input makes our code throw.</summary>
    public const string Throws = "throws";

    /// <summary>Calls that follow each other without end and without a person.</summary>
    public const string Loop = "loop";

    /// <summary>A question that no answer satisfies.</summary>
    public const string Wait = "wait";

    /// <summary>A place from which no end can be reached but by leaving.</summary>
    public const string NoEnd = "noEnd";

    /// <summary>A call goes out without an argument.</summary>
    public const string Unset = "unset";

    /// <summary>A message cannot be rendered, or does not fit.</summary>
    public const string Message = "message";

    /// <summary>An answer changes another one without a word.</summary>
    public const string Silent = "silent";

    /// <summary>One consequence twice in one run.</summary>
    public const string Twice = "twice";

    /// <summary>The shortest way to an end takes too many messages of the person.</summary>
    public const string TooLong = "long";

    /// <summary>A promise of the flow is broken.</summary>
    public const string Promise = "promise";

    public static ImmutableArray<string> All { get; } = [Throws, Loop, Wait, NoEnd, Unset, Message, Silent, Twice, TooLong, Promise];
}

/// <summary>How far an exploration goes.</summary>
/// <param name="States">States of one flow at most.</param>
/// <param name="Longest">Messages of the person that the shortest way to an end may take.</param>
/// <param name="Shortest">States up to which the shortest conversations come first. A flow that has more is begun anew, with the straightest first.</param>
/// <param name="First">It ends with the first fault.</param>
/// <param name="Waiting">Sessions that wait to be gone on from, 2 KB each. When there are so many, those that are a departure further away are kept no
/// more, and it ends where those that are as near as the last were gone on from.</param>
public sealed record ProofBounds(int States = 1_200_000, int Longest = 60, int Shortest = 8_000, bool First = false, int Waiting = 180_000);
