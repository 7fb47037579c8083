using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Rehearsals;

/// <summary>One recorded conversation on its way through the edited flows.</summary>
internal sealed class RehearsalRun(RehearsalStage stage, RecordedConversation recorded)
{
    /// <summary>A timer fires a little after it is due; a person who writes in between was faster.</summary>
    private static readonly TimeSpan TimerLag = TimeSpan.FromMinutes(2);

    /// <summary>Calls and timers that may follow each other between two messages.</summary>
    private const int MostBetween = 100;

    private readonly RecordedCalls _calls = new(stage, recorded);
    private readonly DifferenceList _found = new(stage.Edited);
    private readonly List<string> _said = [];
    private readonly List<Transition> _path = [];
    private readonly List<(Standing At, Input Input)> _passed = [];
    private readonly List<Frame> _runs = [];
    private ConversationFacts _facts = recorded.Facts;
    private Session _session = recorded.Turns[0].Entry.Before!;
    private ImmutableArray<TimerRequest> _timers = [];
    private Standing _recorded = Standing.Of(recorded.Turns[0].Entry.Before!);
    private bool _diverged;
    private bool _stopped;
    private int _turns;
    private int _was;
    private int _now;
    private long _version;

    public RehearsedConversation Play()
    {
        if (recorded.Now is { } now && SessionMigration.Of(stage.Edited, now) is { } migration) _found.Stranded(migration, recorded.Turns[^1].Version);
        for (var i = 0; i < recorded.Turns.Length && !_stopped; i++)
        {
            _version = recorded.Turns[i].Version;
            try
            {
                Play(i, recorded.Turns[i]);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                _found.Fault(_version, Standing.Of(_session), fault);
                _stopped = true;
            }
        }

        if (_diverged) AnswerFromBefore(recorded.Turns.Length, recorded.Turns[^1].Input.At);
        if (!_stopped && _diverged) _found.NeverMet(_version, _recorded, Standing.Of(_session));
        if (!_stopped && !_diverged)
            foreach (var (index, at, operation, outcome) in _calls.Unused) _found.CallGone(recorded.Turns[index].Version, at, operation, outcome);
        return new(_turns, _was, _now, _found.All, [.. _runs]);
    }

    private void Play(int index, RecordedTurn turn)
    {
        if (turn.Entry.After is { } after)
        {
            // Two conversations became one, or our own code threw: the machine alone does not make what followed.
            (_session, _recorded, _timers, _diverged) = (after, Standing.Of(after), [], false);
            Heard(turn.Input);
            return;
        }

        _said.Clear();
        _path.Clear();
        var before = _recorded;
        if (turn.Entry.Before is { } begun)
        {
            before = Standing.Of(begun);
            _runs.AddRange(begun.Frames);
        }

        var isFollowing = _diverged && (_passed.Count > 0 || !stage.IsSame(before, Standing.Of(_session)));
        _recorded = Standing.After(before, turn.Entry.Path);
        var isHeard = Feed(index, turn, before);
        _turns++;
        _was += turn.Said.Count();
        _now += _said.Count;
        if (!isHeard || _stopped) return;

        var now = Standing.Of(_session);
        _found.Compare(new(turn, before, _recorded, now, [.. _said], [.. _path], isFollowing || stage.IsCallLess(_recorded, now)));
        _diverged = !stage.IsSame(_recorded, now) && !turn.Entry.Path.AsSpan().SequenceEqual(_path.ToArray());
        if (!_diverged) _passed.Clear();
    }

    /// <returns>False where the input is passed over.</returns>
    private bool Feed(int index, RecordedTurn turn, Standing before)
    {
        switch (turn.Input)
        {
            case CallReturned when _calls.IsUsed(index):
                // Its call was made earlier than it was.
                return false;
            case CallReturned:
                if (_session.Pending is not { } pending) return false;
                if (_calls.TakeAt(index, pending, _session.Top!.Flow) is { } outcome) Advance(outcome);
                else if (_diverged) return false;
                else Settle(index, turn.Input.At);
                return true;
            case TimerFired fired:
                if (_diverged && !stage.IsSame(before, Standing.Of(_session))) return false;
                if (_timers.Any(timer => timer.Kind == fired.Kind && timer.Due <= fired.At) || _timers.IsDefaultOrEmpty)
                    Advance(fired with { Token = _session.TimerToken });
                return true;
            default:
                Settle(index, turn.Input.At);
                FireTimers(turn.Input.At);
                AnswerFromBefore(index, turn.Input.At);
                if (_stopped) return true;
                if (_diverged && !stage.IsSame(before, Standing.Of(_session)))
                {
                    _passed.Add((before, turn.Input));
                    return false;
                }

                Heard(turn.Input);
                Advance(turn.Input);
                return true;
        }
    }

    /// <summary>Calls that the edited flows wait for, and the recording did not at this place, come back with what was recorded of them elsewhere.</summary>
    private void Settle(int index, DateTimeOffset at)
    {
        for (var rounds = 0; rounds < MostBetween && _session is { Pending: { } pending, Top: { } top }; rounds++)
        {
            if (_calls.IsUnderWay(index, pending, top.Flow)) return;
            if (_calls.TakeNext(index, pending, top.Flow) is not { } outcome)
            {
                _found.NoOutcome(_version, Standing.Of(_session), _calls.Operation(top.Flow, pending.State));
                _stopped = true;
                return;
            }

            Advance(outcome with { At = at });
        }
    }

    /// <summary>A question that the edited flows ask later was answered where the recording asked it.</summary>
    private void AnswerFromBefore(int index, DateTimeOffset at)
    {
        while (_diverged && !_stopped && _passed.FindIndex(passed => stage.IsSame(passed.At, Standing.Of(_session))) is var found and >= 0)
        {
            var input = _passed[found].Input with { At = at };
            _passed.RemoveAt(found);
            Advance(input);
            Settle(index, at);
        }
    }

    /// <summary>Timers of the edited flows that would have fired before this moment. One that was armed as well, and did not fire, does not fire
    /// here.</summary>
    private void FireTimers(DateTimeOffset until)
    {
        for (var rounds = 0; rounds < MostBetween && _session.Top is { } top && !stage.WaitsAsBefore(top.Flow, top.State); rounds++)
        {
            var due = _timers.Where(timer => timer.Due + TimerLag < until).OrderBy(timer => timer.Due).FirstOrDefault();
            if (due is null) return;

            var left = _timers.Remove(due);
            Advance(new TimerFired($"timer.{due.Kind}.{due.Token}", due.Due, due.Kind, due.Token));
            if (_timers == left) return;
        }
    }

    private void Advance(Input input)
    {
        if (stage.Machine.Advance(_session, input) is not { } turn) return;

        var stored = new StoredConversation(recorded.Name, 1, _session, _facts);
        var commit = TurnCommits.Of(stored, _facts, input, turn, null, stage.Renderer, stage.Edited);
        _said.AddRange(commit.Transcript.Where(line => line.Direction == "out").Select(line => line.Text));
        _path.AddRange(turn.Path);
        (_session, _timers) = (turn.Session, turn.Timers);
        _runs.AddRange(turn.Session.Frames);
    }

    private void Heard(Input input)
    {
        if (input is (HeardText or HeardTap or HeardImage or HeardOther or HeardContact or HeardEdit) && input.At > _facts.LastHeard)
            _facts = _facts with { LastHeard = input.At };
    }
}
