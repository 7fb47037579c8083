using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Proving;

/// <summary>What is tried right behind something, in one with it, so that it makes no states of its own.</summary>
internal sealed class FurtherTries(ProofStage stage, Flow flow)
{
    private readonly Trial _trial = new(stage, flow);

    /// <param name="made">What came of the move.</param>
    /// <returns>Null where nothing is.</returns>
    public Tried? Behind(Standing at, Move move, Outcome made) => Ahead(at, move, made) ?? Reopened(at, move, made);

    /// <summary>Something is remembered of a question: that it was skipped, that its photo was not seen.</summary>
    private static bool HasPassedResults(Session session, Flow flow) =>
        session.Top!.CompletedResults.Keys.Any(name => flow.Find(name) is { IsQuestion: true });

    /// <summary>The same return of a call behind a photo that came before it was asked for; null where that comes out alike.</summary>
    /// <remarks>
    /// It makes no state of its own, as it comes out otherwise only where the call leads to a question for a photo: a question for anything else drops it, and
    /// before another call, or where this one may be tried again, it is still to come.
    /// </remarks>
    private Tried? Ahead(Standing at, Move move, Outcome made)
    {
        if (move is not ReturnMove || at.Session is not { Pending: not null, Deferred.IsEmpty: true } session
            || made.Turn is not { Session: { Pending: null, Top: { } top } }
            || stage.Machine.Flows.Find(top.Flow)?.Find(top.State) is not { AnswerType.TakesImage: true })
        {
            return null;
        }

        var photo = new PhotoMove();
        return _trial.Made(session, at.Watch, photo.InputFor(session, stage.Machine, stage.At)) is { Turn: { } sent, Watch: var watch }
            && move.InputFor(sent.Session, stage.Machine, stage.At) is { } input
            ? new([photo, move], 1, _trial.Made(sent.Session, watch, input))
            : null;
    }

    /// <summary>A question that was skipped, and is gone back to from where that led; null for other moves.</summary>
    /// <remarks>
    /// A skipped answer counts as a given one where nothing tells the two apart, until the question is gone back to: then a given one stands, and a skipped one
    /// does not. Whether it was given or skipped when the conversation came by first makes no difference to that.
    /// </remarks>
    private Tried? Reopened(Standing at, Move move, Outcome made)
    {
        if (move is not SayMove { Text: "skip" } || at.Session is not { Pending: null, Interrupt: null, Frames: [{ State: var question }] }
            || flow.Find(question)?.Answers is not { } slot || stage.FactsOf(flow).Deciding.SkippedAt(slot) is null)
        {
            return null;
        }

        var (moves, so, page) = (ImmutableArray.Create(move), made, -1);
        while (so.Turn is { Session: { Pending: null, Frames: [var run] } now })
        {
            if (now.Interrupt is null && moves.Length > 1) return run.State == question ? new(moves, 1, so) { IsJump = !HasPassedResults(now, flow) } : null;
            if (now.Interrupt is { Page: var shown } && shown <= page) return null;

            page = now.Interrupt?.Page ?? page;
            var prompt = stage.Machine.Prompt(now, stage.At);
            Move? next = now.Interrupt is null ? PossibleMoves.EditMove : PossibleMoves.Taps(now, prompt).FirstOrDefault(tap => tap.Value == question)
                ?? PossibleMoves.Taps(now, prompt).FirstOrDefault(tap => tap.Value == ChoicePages.More);
            if (next is null || _trial.InputOf(next, now, prompt) is not { } input) return null;

            (moves, so) = (moves.Add(next), _trial.Made(now, so.Watch, input));
        }

        return null;
    }
}
