using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Execution;

/// <summary>A turn in the making: what the states act on. Lives for one <see cref="StateMachine.Advance"/> and never leaves it.</summary>
/// <param name="begun">The session before.</param>
/// <param name="top">Its run on top; null when nothing is going on.</param>
/// <param name="turn">The number of the turn.</param>
internal sealed class TurnContext(FlowSet flows, IVocabulary words, Session begun, FlowRun? top, int turn, Input input) : ITurnContext
{
    /// <summary>More moves than this in one turn is a loop that the checks should have found.</summary>
    private const int MovesLimit = 200;

    // Mostly there is one of each, or two.
    private ImmutableArray<Reply> _replies = [];
    private ImmutableArray<Transition> _path = [];

    private readonly RunStack _runs = new(flows, begun.Frames, top);
    private ImmutableArray<KeptRow> _kept = [];
    private CallRequest? _call;
    private readonly Input _heard = input;
    private int _started;

    public FlowSet Flows => flows;
    public IVocabulary Words => words;
    public Input Input { get; private set; } = input;
    public DateTimeOffset At { get; } = input.At;

    /// <summary>What was sent as one of the words everyone may use, in any language; null for anything else.</summary>
    public string? Command { get; private set; } = input.Words is { } text ? words.CommandOf(text) : null;

    public SpokenLanguage Speech { get; } = new(begun, words);
    public string Language => Speech.Code;

    /// <summary>The call that the run on top waits for.</summary>
    public PendingCall? Pending { get; set; } = begun.Pending;

    public Interrupt? Interrupt { get; set; } = begun.Interrupt;

    /// <summary>When humans answer; null where nothing is told of it.</summary>
    public OpeningHours? HumanHours { get; init; }

    public HumanWord Human { get; } = new(begun, input.At);

    public AnswerMessage? LastAnswer { get; } = begun.LastAnswer;

    /// <summary>See <see cref="Session.EarlierAnswers"/>.</summary>
    public string EarlierAnswers { get; } = begun.EarlierAnswers;

    public bool OptedOut { get; set; } = begun.OptedOut;

    /// <summary>The person said in this turn whether they want messages; null when they did not.</summary>
    public bool? Subscribes { get; set; }

    /// <summary>See <see cref="Session.SetAside"/>.</summary>
    public ImmutableArray<SetAside> SetAside { get; set; } = begun.SetAside;

    public ImmutableArray<HeardImage> Deferred { get; set; } = begun.Deferred;

    /// <summary>The last move led to where the run had not been, and no photo has been taken there.</summary>
    public bool CameAhead { get; set; }

    public int PhotosKept => Deferred.Length;
    public bool HasNextPhoto => CameAhead && !Deferred.IsEmpty && Interrupt is null;
    public bool MayAskLater => CameAhead && !OptedOut && !Human.HasIt && _path.All(step => step.Trigger != FlowMachine.Walk);

    public string? NeedsHuman { get; set; }

    /// <summary>A reminder was said: it is not armed again for the same question.</summary>
    public bool Reminded { get; set; }

    /// <summary>The run that talks; null when nothing is going on.</summary>
    public FlowRun? Top => _runs.Top;

    /// <summary>The run that talks.</summary>
    public FlowRun Run => Top ?? throw new InvalidOperationException("Nothing is going on.");

    public string FlowName => Top?.Flow.Name ?? "";
    public Flow Flow => Run.Flow;
    public State State => Run.State;

    public void Say(string message, ImmutableArray<Choice> choices = default, ImmutableArray<KeyValuePair<string, Value>> arguments = default,
        bool asksContact = false, bool asksLocation = false) =>
        Say(FlowName, message, Top?.Slots ?? Slots.Empty, choices, arguments, asksContact, asksLocation);

    /// <summary>Says a message of a flow that is not going on any more.</summary>
    public void SayOf(string flow, string message, ImmutableArray<Choice> choices = default) => Say(flow, message, Slots.Empty, choices, default, false, false);

    private void Say(string flow, string message, Slots slots, ImmutableArray<Choice> choices, ImmutableArray<KeyValuePair<string, Value>> arguments,
        bool asksContact, bool asksLocation) =>
        _replies = _replies.Add(new()
        {
            Flow = flow, Message = message, Language = Language, Slots = slots, AsksContact = asksContact, AsksLocation = asksLocation,
            Arguments = arguments.IsDefault ? [] : arguments, Choices = choices.IsDefault ? [] : choices,
        });

    public bool IsRunning(Flow flow) => _runs.IsRunning(flow);

    public void Ask()
    {
        if (Top is not null && Pending is null) State.Ask(this);
    }

    /// <summary>Writes down a step that moved nothing.</summary>
    public void Note(Transition step) => _path = _path.Add(step);

    public void Stay(string trigger)
    {
        Run.Stay(trigger);
        _path = _path.Add(new(Flow.Name, State.Name, trigger, State.Name));
    }

    public void Set(string slot, Value value) => Run.Set(slot, value);
    public void Unset(string slot) => Run.Unset(slot);
    public void Complete(string state, string outcome) => Run.CompletedResults = Run.CompletedResults.With(state, outcome);
    public void Clear(string state) => Run.CompletedResults = Run.CompletedResults.Without(state);
    public void Go(string trigger) => Go(trigger, null);

    public void Go(string trigger, string? target)
    {
        var (from, visited) = (State.Name, Run.VisitedStates);
        if (!Move(trigger, target))
        {
            EnterOrPass();
            return;
        }

        Clear(State.Name);
        Clear(from);
        foreach (var passed in visited.Since(Run.VisitedStates.Count))
            if (Flow.Find(passed) is { Subflow: not null })
                Clear(passed);
        if (State.Answers is { } slot) Unset(slot);
        if (trigger.StartsWith("outcome", StringComparison.Ordinal) && CountAttempt()) return;
        State.Enter(this);
    }

    /// <summary>Takes the person back to a question. Its answer is kept to compare with: the same answer again changes nothing.</summary>
    public void Return(string trigger, string target)
    {
        Move(trigger, target);
        Clear(target);
        State.Enter(this);
    }

    public bool CountAttempt() => AttemptCounter.Count(this);
    public int? TriesLeft(string target) => AttemptCounter.Left(Run, target);
    public void BeginQuestion(State state) => AttemptCounter.Begin(Run, state);

    public void Call(string operation, Slots arguments, bool consequential)
    {
        var id = string.Concat([begun.Id, ".", turn.ToString(CultureInfo.InvariantCulture), ".", State.Name]);
        _call = new(id, operation, arguments, consequential);
        Pending = new(id, State.Name, consequential);
    }

    /// <summary>Starts a run of a flow on top of what is going on.</summary>
    public void Start(Flow flow, Slots slots)
    {
        var id = _started == 0 ? $"{begun.Id}.{turn}" : $"{begun.Id}.{turn}-{_started}";
        (_started, CameAhead) = (_started + 1, true);
        _runs.Push(FlowRun.Begin(id, flow, slots));
        _path = _path.Add(new(flow.Name, "", "start", flow.Start));
        EnterOrPass();
    }

    public void StartFlow(string flow, Slots slots) => Start(flows.Find(flow) ?? throw new InvalidOperationException($"Flow {flow} does not exist."), slots);

    /// <summary>Ends the run on top and tells the flow below how it ended.</summary>
    public void Finish(string outcome)
    {
        var ended = Leave("end");
        if (Top is not null && State.Subflow is not null) State.HandleEnd(this, outcome, ended.Slots);
    }

    /// <summary>Drops the run on top.</summary>
    public FlowRun Leave(string trigger)
    {
        var ended = Run;
        _path = _path.Add(new(ended.Flow.Name, ended.State.Name, trigger, ""));
        _runs.Pop();
        (Pending, Interrupt) = (null, null);
        return ended;
    }

    public void Answer(string trigger, string question)
    {
        Move(trigger, question);
        Clear(question);
        HandleHere();
    }

    /// <summary>Hands the input to the question at hand, which begins.</summary>
    public void HandleHere()
    {
        BeginQuestion(State);
        State.Handle(this, Input);
    }

    public void TellOperator(string why) => NeedsHuman ??= why;
    public void Keep(string table) => _kept = _kept.Add(KeptRow.Of($"{begun.Id}.{turn}.{_kept.Length}", Run, table));

    /// <summary>The text that a question hears in place of the input.</summary>
    public void Hear(string text) => (Input, Command) = (new HeardText(Input.Id, Input.At, text), words.CommandOf(text));

    public void AskWhatToEdit() => Interrupts.Open(this, Interrupts.Edit);
    public bool TryEdit() => Interrupts.TryEdit(this);
    public void Cancel() => PersonCommands.Apply(this, "cancel");
    public bool TryAnswerAhead(Func<State, bool> takes) => AnswerAhead.Try(this, takes);

    /// <summary>Goes on with other runs, sound ones, in place of those that are going on.</summary>
    public void Replace(ImmutableArray<Frame> frames)
    {
        _runs.Replace(frames);
        Interrupt = null;
    }

    /// <summary>Drops all that is going on, without a trace in the path.</summary>
    public void Abandon() => _runs.Replace([]);

    public Turn ToTurn()
    {
        var timers = Top is null || Pending is not null || Human.IsHandedOver ? []
            : QuestionTimers.After(_heard, Top, Reminded, isQuiet: Human.IsHeld || OptedOut, turn);
        var taken = EditedAnswers.TakenBy(_heard, _path);
        return new()
        {
            Session = new()
            {
                Id = begun.Id, Language = Language, LanguageChosen = Speech.IsChosen, Turn = turn, Frames = Frames, Pending = Pending, Interrupt = Interrupt,
                TimerToken = timers.IsEmpty ? 0 : turn, WithHuman = Human.IsHandedOver, HumanSince = Human.IsHandedOver ? Human.Since ?? At : null,
                Deferred = Deferred, Operator = Human.Operator, HeldUntil = Human.HeldUntil, OptedOut = OptedOut, Aliases = begun.Aliases, SetAside = SetAside,
                LastAnswer = Top is null ? null : taken ?? LastAnswer, EarlierAnswers = EditedAnswers.Earlier(begun, Top, taken),
                FlowsVersion = begun.FlowsVersion, Publication = begun.Publication,
            },
            Replies = _replies,
            Call = _call is { } call && Pending?.Id == call.Id ? call : null,
            Kept = _kept, Timers = timers,
            Path = _path, NeedsHuman = NeedsHuman, Subscribes = Subscribes,
        };
    }

    internal ImmutableArray<Frame> Frames => _runs.Frames;

    /// <summary>Walks through a state whose result stands, else enters it.</summary>
    private void EnterOrPass()
    {
        if (WasLeft(State))
        {
            Clear(State.Name);
            Unset(State.Answers!);
        }
        else if (State.TransitionIfComplete(Run, At) is { } standing)
        {
            Go(standing.Trigger, standing.To);
            return;
        }
        State.Enter(this);
    }

    /// <summary>A question that was left in this turn: the way leads round to it, and with every answer standing it would go round for ever.</summary>
    private bool WasLeft(State state) => state.Answers is not null
        && _path.Any(transition => transition.From == state.Name && transition.To != state.Name && transition.Flow == Flow.Name);

    /// <summary>Moves, and tells whether the target was passed before.</summary>
    /// <param name="target">For a trigger that may lead to one of several states; null for the others.</param>
    internal bool Move(string trigger, string? target)
    {
        if (_path.Length > MovesLimit) throw new InvalidOperationException($"More than {MovesLimit} moves in one turn of flow {Flow.Name}, at {State.Name}.");

        var from = State.Name;
        var visited = Run.Move(trigger, target);
        _path = _path.Add(new(Flow.Name, from, trigger, State.Name));
        CameAhead = !visited;
        return visited;
    }
}
