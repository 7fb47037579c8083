using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Promises;
using Bot.Engine.Sessions;

namespace Bot.Engine.Proving;

/// <summary>Tries moves on sessions of one flow. Pure, and for any number of threads.</summary>
internal sealed class Trial(ProofStage stage, Flow flow)
{
    private readonly FlowPromises _promises = stage.PromisesOf(flow);

    /// <summary>What is offered here is known already.</summary>
    public Input? InputOf(Move move, Session session, ImmutableArray<Reply> prompt) =>
        move is TapMove tap ? tap.InputAmong(prompt, session, stage.At) : move.InputFor(session, stage.Machine, stage.At);

    /// <summary>A flow above this one goes through a shortest way to one of its ends.</summary>
    public Outcome? Through(Standing at, ImmutableArray<Move> moves)
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

    public Outcome Made(Session session, RunWatch watch, Input input)
    {
        try
        {
            if (stage.Machine.Advance(session, input) is not { } turn) return new(null, watch, [], default, null);

            var (next, broken) = watch.After(session, input, turn, flow, _promises);
            return new(turn, next, broken, stage.Key.Of(turn.Session), null);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new(null, watch, [], default, fault);
        }
    }
}
