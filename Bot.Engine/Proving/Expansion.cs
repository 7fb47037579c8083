using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Promises;
using Bot.Engine.Sessions;

namespace Bot.Engine.Proving;

/// <summary>Everything that can happen to a session where it stands. Pure, and for any number of threads.</summary>
/// <param name="straight">What leads to the same states as other moves do is left out, see <see cref="EditsIn"/>.</param>
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
        var departures = isAbove ? 1 : 0;
        var edits = isSeldom ? null : EditsIn(session, isJump);
        var moves = stage.Moves.At(session, at.Timers, prompt, isAbove, isSeldom, mayEdit: edits is null);
        if (edits is { Count: > 0 }) moves = moves.Append(PossibleMoves.EditMove);
        foreach (var move in moves.Distinct())
        {
            if (_trial.InputOf(move, session, prompt) is not { } input) continue;

            var made = _trial.Made(session, at.Watch, input);
            yield return new([move], isJump && move == PossibleMoves.BackMove ? 0 : departures, made) { IsJump = IsJump(at, made, isJump) };
            departures = 1;
            if (_further.Behind(at, move, made) is { } further) yield return further;
            if (session.Interrupt is not null || made.Turn is not { Session: { Interrupt: not null } asked }) continue;

            var among = move == PossibleMoves.EditMove ? edits : null;
            foreach (var answered in Answered(at, [move], asked, made.Watch, isJump, among)) yield return answered;
        }

        if (!isAbove || session.Frames.Length > 2) yield break;
        foreach (var way in stage.EndsOf(session.Top!.Flow))
        {
            if (_trial.Through(at, way) is { } outcome) yield return new(way, 0, outcome);
        }
    }

    /// <summary>A question of the engine's own: each of its answers at once, those on further pages too, so that it makes no states of its own.</summary>
    /// <param name="among">The answers that are tried; null for all.</param>
    private IEnumerable<Tried> Answered(Standing at, ImmutableArray<Move> moves, Session asked, RunWatch watch, bool isJump, HashSet<string>? among)
    {
        var offered = stage.Machine.Prompt(asked, stage.At);
        foreach (var answer in PossibleMoves.Taps(asked, offered))
        {
            if (among is not null && answer.Value != ChoicePages.More && !among.Contains(answer.Value)) continue;
            if (_trial.InputOf(answer, asked, offered) is not { } input) continue;

            var made = _trial.Made(asked, watch, input);
            yield return new([.. moves, answer], 1, made) { IsJump = IsJump(at, made, isJump) };
            if (answer.Value != ChoicePages.More || made.Turn is not { Session: { Interrupt: { } page } turned }) continue;
            if (page.Page <= asked.Interrupt!.Page) continue;

            foreach (var further in Answered(at, [.. moves, answer], turned, made.Watch, isJump, among)) yield return further;
        }
    }

    /// <summary>The questions that an edit leads to and going back, step by step, does not; null for all.</summary>
    /// <remarks>
    /// Going back to a question clears what was remembered of it: that it was skipped. Where nothing is remembered of the questions passed, an edit leads to
    /// where so many steps back lead; where something is, an edit of the question before that one leads over it, and steps back lead on from there. A message
    /// changed in the app is an edit with its answer.
    /// </remarks>
    private HashSet<string>? EditsIn(Session session, bool isJump)
    {
        if (!straight || session is not { Frames: [var top], Pending: null, Interrupt: null, WithHuman: false }) return null;
        if (flow.Find(top.State) is not { Summary.IsEmpty: true }) return null;

        var (edits, slots, before) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), "");
        if (isJump) return edits;

        foreach (var name in top.VisitedStates)
        {
            if (flow.Find(name)?.Answers is not { } slot) continue;
            if (before.Length > 0 && top.CompletedResults.Has(name)) edits.Add(before);
            if (slots.Add(slot) && (top.Slots.Has(slot) || top.CompletedResults.Find(name) == AskState.Skip)) before = name;
        }

        return edits;
    }

    /// <param name="wasJump">So did the session before.</param>
    private bool IsJump(Standing before, Outcome made, bool wasJump) =>
        before.Session is { Pending: null, Interrupt: null, WithHuman: false, Frames: [var from] }
        && made.Turn is { Path: [{ Trigger: FlowMachine.Edit or FlowMachine.Back }], Session: { Pending: null, Interrupt: null, Frames: [var to] } }
        && from.Slots == to.Slots && !from.CompletedResults.Has(to.State) && (wasJump || flow.Find(from.State) is { Summary.IsEmpty: true })
        && before.Watch.Covers(made.Watch, _promises) && made.Watch.Covers(before.Watch, _promises);
}
