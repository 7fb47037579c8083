using System.Collections.Immutable;
using Bot.Engine.Ports;

namespace Bot.Engine.Machine;

/// <summary>A turn in the making: what the states act on. Lives for one <see cref="StateMachine.Advance"/> and never leaves it.</summary>
internal sealed class Step(FlowSet flows, IVocabulary words, Session begun, Input input)
{
    /// <summary>More moves than this in one turn is a loop that the checks should have found.</summary>
    private const int MovesLimit = 200;

    private readonly ImmutableArray<Reply>.Builder _replies = ImmutableArray.CreateBuilder<Reply>(1);
    private readonly ImmutableArray<Passage>.Builder _path = ImmutableArray.CreateBuilder<Passage>(2);
    private Session _session = begun;
    private Frame? _changed;
    private Flow? _flow;
    private State? _state;
    private Flow? _stateOf;
    private CallRequest? _call;
    private int _runs;

    public FlowSet Flows => flows;

    public IVocabulary Words => words;

    public Input Input => input;

    public DateTimeOffset At => input.At;

    /// <remarks>The run on top changes many times in a turn; it goes into the session when somebody asks for that.</remarks>
    public Session Session
    {
        get
        {
            if (_changed is not null) (_session, _changed) = (_session with { Frames = Frames }, null);
            return _session;
        }
        set => (_session, _changed) = (value, null);
    }

    public string? NeedsHuman { get; set; }

    /// <summary>A reminder was said: it is not armed again for the same question.</summary>
    public bool Reminded { get; set; }

    public Frame Frame
    {
        get => _changed ?? _session.Frames[^1];
        set => _changed = value;
    }

    private ImmutableArray<Frame> Frames => _changed is null ? _session.Frames : _session.Frames.SetItem(_session.Frames.Length - 1, _changed);

    /// <summary>The run that talks; null when nothing is going on.</summary>
    public Frame? Top => _session.Frames.IsEmpty ? null : Frame;

    public Flow Flow
    {
        get
        {
            if (_flow?.Name != Frame.Flow) _flow = flows.Find(Frame.Flow) ?? throw new InvalidOperationException($"Flow {Frame.Flow} does not exist.");
            return _flow;
        }
    }

    public State State
    {
        get
        {
            var flow = Flow;
            if (_state?.Name != Frame.State || _stateOf != flow) (_state, _stateOf) = (flow.Find(Frame.State) ?? throw new InvalidOperationException($"State {Frame.State} does not exist in flow {Frame.Flow}."), flow);
            return _state;
        }
    }

    public void Say(string message, ImmutableArray<Choice> choices = default, ImmutableArray<KeyValuePair<string, Value>> arguments = default) =>
        _replies.Add(new()
        {
            Flow = Top?.Flow ?? "",
            Message = message,
            Language = _session.Language,
            Slots = Top?.Slots ?? Slots.Empty,
            Arguments = arguments.IsDefault ? [] : arguments,
            Choices = choices.IsDefault ? [] : choices,
        });

    /// <summary>Says again what the current state waits for.</summary>
    public void Ask()
    {
        if (Top is not null && _session.Pending is null) State.Ask(this);
    }

    public void Stay(string trigger) => _path.Add(new(Frame.Flow, Frame.State, trigger, Frame.State));

    /// <summary>Sets a slot; when that changes it, what was computed from it no longer stands.</summary>
    public void Set(string slot, Value value)
    {
        if (value.Equals(Frame.Slots.Find(slot))) return;

        Frame = Frame with { Slots = Frame.Slots.With(slot, value) };
        Changed(slot);
    }

    public void Unset(string slot)
    {
        if (!Frame.Slots.Has(slot)) return;

        Frame = Frame with { Slots = Frame.Slots.Without(slot) };
        Changed(slot);
    }

    /// <summary>Remembers what came of a state, so that a later walk passes through it.</summary>
    public void Stands(string state, string outcome) => Frame = Frame with { Done = Frame.Done.With(state, outcome) };

    public void Forget(string state)
    {
        if (Frame.Done.Has(state)) Frame = Frame with { Done = Frame.Done.Without(state) };
    }

    /// <summary>Moves to a state. One passed before is done again: its result and answer are forgotten. One ahead is walked through while its result stands.</summary>
    public void Go(string trigger, string target)
    {
        var from = Frame.State;
        var trail = Frame.Trail;
        if (!Move(trigger, target))
        {
            Arrive();
            return;
        }

        var done = Frame.Done.Without(target).Without(from);
        foreach (var passed in trail.Since(Frame.Trail.Count))
            if (Flow.Find(passed) is Kinds.SubflowState)
                done = done.Without(passed);
        if (done != Frame.Done) Frame = Frame with { Done = done };
        if (State.Answers is { } slot) Unset(slot);
        if (trigger.StartsWith("outcome", StringComparison.Ordinal) && CountAttempt()) return;
        State.Enter(this);
    }

    /// <summary>Takes the person back to a question. Its answer is kept to compare with: the same answer again changes nothing.</summary>
    public void Return(string trigger, string target)
    {
        Move(trigger, target);
        Forget(target);
        State.Enter(this);
    }

    /// <summary>Counts a wrong answer to the question at hand; true when that was one too many and the conversation went elsewhere.</summary>
    public bool CountAttempt()
    {
        var state = State;
        if (state.Attempts is not { } attempts || Frame.AttemptsAt != state.Name) return false;

        Frame = Frame with { Attempts = Frame.Attempts + 1 };
        if (Frame.Attempts < attempts.Max) return false;

        Frame = Frame with { Attempts = 0, AttemptsAt = "" };
        Go("tooMany", attempts.Then);
        return true;
    }

    /// <summary>Wrong answers left at a question that is about to count one more; null where nobody counts.</summary>
    public int? TriesLeft(string target) =>
        Flow.Find(target)?.Attempts is { } attempts ? Math.Max(0, attempts.Max - (Frame.AttemptsAt == target ? Frame.Attempts : 0) - 1) : null;

    /// <summary>A question begins: its wrong answers are counted from zero unless it was the last one asked.</summary>
    public void BeginQuestion(State state)
    {
        if (Frame.AttemptsAt != state.Name) Frame = Frame with { AttemptsAt = state.Name, Attempts = 0, Page = 0 };
        else if (Frame.Page != 0) Frame = Frame with { Page = 0 };
    }

    public void Call(string operation, Slots arguments, bool consequential)
    {
        var id = $"{_session.Id}.{_session.Turn}.{Frame.State}";
        _call = new(id, operation, arguments, consequential);
        _session = _session with { Pending = new(id, Frame.State, consequential) };
    }

    /// <summary>Starts a run of a flow on top of what is going on.</summary>
    public void Run(Flow flow, Slots slots)
    {
        var id = _runs == 0 ? $"{Session.Id}.{Session.Turn}" : $"{Session.Id}.{Session.Turn}-{_runs}";
        _runs++;
        Session = Session with { Frames = Session.Frames.Add(new() { Id = id, Flow = flow.Name, FlowHash = flow.Hash, State = flow.Start, Slots = slots }) };
        _path.Add(new(flow.Name, "", "start", flow.Start));
        Arrive();
    }

    /// <summary>Ends the run on top and tells the flow below how it ended.</summary>
    public void Finish(string outcome)
    {
        var ended = Leave("end");
        if (Top is not null && State is Kinds.SubflowState below) below.Returned(this, outcome, ended.Slots);
    }

    /// <summary>Drops the run on top.</summary>
    public Frame Leave(string trigger)
    {
        var ended = Frame;
        _path.Add(new(ended.Flow, ended.State, trigger, ""));
        Session = Session with { Frames = Session.Frames.RemoveAt(Session.Frames.Length - 1), Pending = null, Overlay = null };
        return ended;
    }

    public Turn Done()
    {
        var timers = Timers();
        return new()
        {
            Session = _session with { Frames = Frames, TimerToken = timers.IsEmpty ? 0 : _session.Turn },
            Replies = _replies.DrainToImmutable(),
            Call = _call is { } call && _session.Pending?.Id == call.Id ? call : null,
            Timers = timers,
            Path = _path.DrainToImmutable(),
            NeedsHuman = NeedsHuman,
        };
    }

    /// <summary>Walks through a state whose result stands, else enters it.</summary>
    private void Arrive()
    {
        var state = State;
        if (state.Passes(Frame, At) is { } standing && !WasLeft(state))
        {
            Go(standing.Trigger, standing.To);
            return;
        }
        if (WasLeft(state))
        {
            Forget(state.Name);
            Unset(state.Answers!);
        }
        state.Enter(this);
    }

    /// <summary>A question that was left in this turn: the way leads round to it, and with every answer standing it would go round for ever.</summary>
    private bool WasLeft(State state)
    {
        if (state.Answers is null) return false;

        foreach (var passage in _path)
            if (passage.From == state.Name && passage.To != state.Name && passage.Flow == Frame.Flow)
                return true;
        return false;
    }

    /// <summary>Moves, and tells whether the target was passed before.</summary>
    private bool Move(string trigger, string target)
    {
        if (_path.Count > MovesLimit) throw new InvalidOperationException($"More than {MovesLimit} moves in one turn of flow {Frame.Flow}, at {Frame.State}.");

        var from = Frame.State;
        _path.Add(new(Frame.Flow, from, trigger, target));
        var passed = Frame.Trail.IndexOf(target);
        var trail = passed >= 0 ? Frame.Trail.Until(passed) : target == from ? Frame.Trail : Frame.Trail.Add(from);
        Frame = Frame with { State = target, FlowHash = Flow.Hash, Trail = trail };
        return passed >= 0 || target == from;
    }

    private void Changed(string slot)
    {
        foreach (var state in Flow.ComputedFrom(slot))
        {
            Forget(state.Name);
            if (state.Answers is { } answer && answer != slot) Unset(answer);
        }
        foreach (var answer in Flow.DependentsOf(slot)) Unset(answer);
    }

    private ImmutableArray<TimerRequest> Timers()
    {
        if (Top is null || _session.Pending is not null || _session.WithHuman || !State.Waits) return [];

        var (remind, expire) = State.Patience.Or(Flow.Patience);
        var timers = ImmutableArray.CreateBuilder<TimerRequest>(2);
        var silent = Reminded && remind is not null ? remind.After : TimeSpan.Zero;
        if (remind is not null && !Reminded) timers.Add(new(TimerKind.Remind, At + remind.After, _session.Turn));
        if (expire is not null) timers.Add(new(TimerKind.Expire, At + expire.After - silent, _session.Turn));
        return timers.DrainToImmutable();
    }
}
