using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Promises;
using Bot.Engine.Sessions;

namespace Bot.Engine.Proving;

/// <summary>Everything that can happen to a session where it stands. Pure, and for any number of threads.</summary>
internal sealed class Expansion(ProofStage stage, Flow flow)
{
    private readonly FlowPromises _promises = stage.PromisesOf(flow);

    /// <summary>Where the flow begins.</summary>
    public Tried Begin()
    {
        var start = new StartedFor("p0", stage.At, flow.Name, stage.Brought(flow), null, null);
        return new([], 0, Made(new Session { Id = "proof" }, RunWatch.None, start));
    }

    /// <param name="isSeldom">What changes nothing is tried too.</param>
    public IEnumerable<Tried> Of(Standing at, bool isSeldom)
    {
        var session = at.Session;
        var isAbove = session.Frames.Length > 1;
        var prompt = stage.Machine.Prompt(session, stage.At);
        var departures = isAbove ? 1 : 0;
        foreach (var move in stage.Moves.At(session, at.Timers, prompt, isAbove, isSeldom).Distinct())
        {
            if (InputOf(move, session, prompt) is not { } input) continue;

            var made = Made(session, at.Watch, input);
            yield return new([move], departures, made);
            departures = 1;
            if (session.Interrupt is not null || made.Turn is not { Session: { Interrupt: not null } asked }) continue;

            // A question of the engine's own: each of its answers at once, so that it makes no states of its own.
            var offered = stage.Machine.Prompt(asked, stage.At);
            foreach (var answer in PossibleMoves.Taps(asked, offered))
            {
                if (InputOf(answer, asked, offered) is { } answered) yield return new([move, answer], 1, Made(asked, made.Watch, answered));
            }
        }

        if (!isAbove || session.Frames.Length > 2) yield break;
        foreach (var moves in stage.EndsOf(session.Top!.Flow))
        {
            if (Through(at, moves) is { } outcome) yield return new(moves, 0, outcome);
        }
    }

    /// <summary>What is offered here is known already.</summary>
    private Input? InputOf(Move move, Session session, ImmutableArray<Reply> prompt) =>
        move is TapMove tap ? tap.InputAmong(prompt, session, stage.At) : move.InputFor(session, stage.Machine, stage.At);

    /// <summary>A flow above this one goes through a shortest way to one of its ends.</summary>
    private Outcome? Through(Standing at, ImmutableArray<Move> moves)
    {
        var (session, watch) = (at.Session, at.Watch);
        for (var i = 0; i < moves.Length; i++)
        {
            if (moves[i].InputFor(session, stage.Machine, stage.At) is not { } input) return null;

            var made = Made(session, watch, input);
            if (i == moves.Length - 1 || made.Fault is not null) return made;
            if (made.Turn is null) return null;

            (session, watch) = (made.Turn.Session, made.Watch);
        }

        return null;
    }

    private Outcome Made(Session session, RunWatch watch, Input input)
    {
        try
        {
            if (stage.Machine.Advance(session, input) is not { } turn) return new(null, watch, [], default, null);

            var (next, broken) = watch.After(session, input, turn, flow, _promises);
            return new(turn, next, broken, stage.Key.Of(turn.Session, next), null);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new(null, watch, [], default, fault);
        }
    }
}

/// <summary>Something that was tried.</summary>
/// <param name="Moves">One, or the whole way of a flow above.</param>
/// <param name="Departures">From the straight way: 0 for the first thing that a question or a call offers.</param>
internal sealed record Tried(ImmutableArray<Move> Moves, int Departures, Outcome Outcome)
{
    public bool IsEscape => Moves.Any(move => move.IsEscape);
}

/// <summary>What came of it.</summary>
/// <param name="Turn">Null where nothing changes, or something was thrown.</param>
/// <param name="Key">Of the session then, see <see cref="ProofKey"/>.</param>
internal sealed record Outcome(Turn? Turn, RunWatch Watch, ImmutableArray<BrokenRule> Broken, UInt128 Key, Exception? Fault);
