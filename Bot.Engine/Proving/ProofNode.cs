using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Promises;
using Bot.Engine.Sessions;

namespace Bot.Engine.Proving;

/// <summary>A state of an exploration, with the session that came to it by the best way so far.</summary>
/// <param name="isOver">The flow that is explored is over.</param>
/// <param name="isSeldom">What changes nothing is tried too.</param>
internal sealed class ProofNode(Arrival arrival, bool isOver, bool isSeldom)
{
    public bool IsOver => isOver;

    public bool IsSeldom => isSeldom;

    /// <summary>The state before it; -1 for the first.</summary>
    public int From { get; private set; } = arrival.From;

    /// <summary>What led here from there.</summary>
    public ImmutableArray<Move> Moves { get; private set; } = arrival.Moves;

    public Cost Cost { get; private set; } = arrival.Cost;

    public bool IsJump { get; private set; } = arrival.IsJump;

    /// <summary>Null once it was gone on from: of a million sessions most need not be kept.</summary>
    public Standing? At { get; private set; } = arrival.At;

    /// <summary>Flow and state; empty names where nothing is going on.</summary>
    public (string Flow, string State) Place { get; } = PlaceOf(arrival.At.Session);

    /// <summary>How far its promises are.</summary>
    public RunWatch Watch { get; } = WatchIn(arrival.At.Session, arrival.At.Watch);

    /// <summary>The next state whose session has the same key and whose promises are not as far; -1 for none.</summary>
    public int Alike { get; init; } = -1;

    /// <summary>How many runs stand on each other.</summary>
    public int Depth { get; } = arrival.At.Session.Frames.Length;

    /// <summary>The call that is under way; null for none.</summary>
    public string? Pending { get; private set; } = arrival.At.Session.Pending?.Id;

    public bool IsGoneOnFrom => At is null;

    public static (string Flow, string State) PlaceOf(Session session) => session.Top is { } top ? (top.Flow, top.State) : ("", "");

    /// <summary>Of the engine's own questions it makes no difference: what follows is looked at where they are asked.</summary>
    public static RunWatch WatchIn(Session session, RunWatch watch) => session.Interrupt is null ? watch : RunWatch.None;

    /// <summary>A better way to a state that was not gone on from.</summary>
    public void Improve(Arrival better) => (From, Moves, Cost, IsJump, At, Pending) =
        (better.From, better.Moves, better.Cost, better.IsJump, better.At, better.At.Session.Pending?.Id);

    /// <summary>What it holds, once.</summary>
    public Standing Leave()
    {
        var at = At!;
        At = null;
        return at;
    }
}

/// <summary>A session as it stands, with how far its promises are and what would wake it.</summary>
internal sealed record Standing(Session Session, RunWatch Watch, ImmutableArray<TimerRequest> Timers);

/// <summary>A way to a state.</summary>
/// <param name="From">The state before it; -1 for the first.</param>
/// <param name="Moves">One, or the whole way of a flow above.</param>
/// <param name="IsJump">See <see cref="Tried"/>.</param>
internal sealed record Arrival(int From, ImmutableArray<Move> Moves, Cost Cost, Standing At, bool IsJump = false);

/// <summary>What a way to a state takes; ways are gone in this order.</summary>
/// <param name="Departures">From the straight way: what is not the first answer of its question or the first outcome of its call. 0 where only length
/// counts.</param>
/// <param name="Moves">How many there are.</param>
internal readonly record struct Cost(int Departures, int Moves) : IComparable<Cost>
{
    /// <summary>More than any way takes.</summary>
    public static Cost Most { get; } = new(int.MaxValue, int.MaxValue);

    public int CompareTo(Cost other) => Departures != other.Departures ? Departures.CompareTo(other.Departures) : Moves.CompareTo(other.Moves);

    public static bool operator <(Cost one, Cost other) => one.CompareTo(other) < 0;

    public static bool operator >(Cost one, Cost other) => one.CompareTo(other) > 0;

    public static bool operator <=(Cost one, Cost other) => one.CompareTo(other) <= 0;

    public static bool operator >=(Cost one, Cost other) => one.CompareTo(other) >= 0;
}
