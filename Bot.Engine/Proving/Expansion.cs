using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Promises;
using Bot.Engine.Sessions;

namespace Bot.Engine.Proving;

/// <summary>Everything that can happen to a session where it stands. Pure, and for any number of threads.</summary>
/// <param name="straight">What leads to the same states as other moves do is left out, see <see cref="MayEdit"/>.</param>
internal sealed class Expansion(ProofStage stage, Flow flow, bool straight)
{
    private readonly FlowPromises _promises = stage.PromisesOf(flow);
    private readonly Trial _trial = new(stage, flow);
    private readonly FurtherTries _further = new(stage, flow);

    /// <summary>Where the flow begins.</summary>
    public Tried Begin()
    {
        var start = new StartedFor("p0", stage.At, flow.Name, stage.Brought(flow), null, null);
        return new([], 0, _trial.Made(new Session { Id = "proof" }, RunWatch.None, start));
    }

    /// <param name="isSeldom">What changes nothing is tried too.</param>
    /// <param name="isJump">See <see cref="Tried"/>.</param>
    public IEnumerable<Tried> Of(Standing at, bool isSeldom, bool isJump)
    {
        var session = at.Session;
        var isAbove = session.Frames.Length > 1;
        var prompt = stage.Machine.Prompt(session, stage.At);
        var (departures, mayEdit) = (isAbove ? 1 : 0, isSeldom || MayEdit(session, isJump));
        foreach (var move in stage.Moves.At(session, at.Timers, prompt, isAbove, isSeldom, mayEdit).Distinct())
        {
            if (_trial.InputOf(move, session, prompt) is not { } input) continue;

            var made = _trial.Made(session, at.Watch, input);
            yield return new([move], isJump && move == PossibleMoves.BackMove ? 0 : departures, made) { IsJump = IsJump(at, made, isJump) };
            departures = 1;
            if (_further.Behind(at, move, made) is { } further) yield return further;
            if (session.Interrupt is not null || made.Turn is not { Session: { Interrupt: not null } asked }) continue;

            foreach (var answered in Answered(at, [move], asked, made.Watch, isJump)) yield return answered;
        }

        if (!isAbove || session.Frames.Length > 2) yield break;
        foreach (var moves in stage.EndsOf(session.Top!.Flow))
        {
            if (_trial.Through(at, moves) is { } outcome) yield return new(moves, 0, outcome);
        }
    }

    /// <summary>A question of the engine's own: each of its answers at once, those on further pages too, so that it makes no states of its own.</summary>
    private IEnumerable<Tried> Answered(Standing at, ImmutableArray<Move> moves, Session asked, RunWatch watch, bool isJump)
    {
        var offered = stage.Machine.Prompt(asked, stage.At);
        foreach (var answer in PossibleMoves.Taps(asked, offered))
        {
            if (_trial.InputOf(answer, asked, offered) is not { } input) continue;

            var made = _trial.Made(asked, watch, input);
            yield return new([.. moves, answer], 1, made) { IsJump = IsJump(at, made, isJump) };
            if (answer.Value != ChoicePages.More || made.Turn is not { Session: { Interrupt: { } page } turned }) continue;
            if (page.Page <= asked.Interrupt!.Page) continue;

            foreach (var further in Answered(at, [.. moves, answer], turned, made.Watch, isJump)) yield return further;
        }
    }

    /// <summary>Whether an edit may lead to a state that going back, step by step, does not lead to.</summary>
    /// <remarks>
    /// Going back to a question clears what was remembered of it: that it was skipped. Where nothing is remembered of the questions passed, an edit leads to where
    /// so many steps back lead. A message changed in the app is an edit with its answer.
    /// </remarks>
    private bool MayEdit(Session session, bool isJump) => !straight || (!isJump && session.Top is { } top && flow.Find(top.State) is { } state
        && (!state.Summary.IsEmpty || FurtherTries.HasPassedResults(session, flow)));

    /// <param name="wasJump">So did the session before.</param>
    private bool IsJump(Standing before, Outcome made, bool wasJump) =>
        before.Session is { Pending: null, Interrupt: null, WithHuman: false, Frames: [var from] }
        && made.Turn is { Path: [{ Trigger: FlowMachine.Edit or FlowMachine.Back }], Session: { Pending: null, Interrupt: null, Frames: [var to] } }
        && from.Slots == to.Slots && !from.CompletedResults.Has(to.State) && (wasJump || flow.Find(from.State) is { Summary.IsEmpty: true })
        && before.Watch.Covers(made.Watch, _promises) && made.Watch.Covers(before.Watch, _promises);
}
