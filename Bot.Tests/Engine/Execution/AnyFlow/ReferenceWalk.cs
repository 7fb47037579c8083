namespace Bot.Tests.Engine.Execution.AnyFlow;

/// <summary>How a conversation moves through the states of its flows, said a second time: the trail, what stands, what a change takes away.</summary>
internal abstract class ReferenceWalk(IReadOnlyList<PlannedFlow> flows, string? leftOut)
{
    /// <summary>Rules that can be left out.</summary>
    public static readonly string[] Rules = ["an answer about a changed slot is unset", "a changed slot takes away what was computed from it", "a jump back runs a sub-flow anew", "wrong answers are counted", "an answer passed again is forgotten", "a result that stands is walked through"];

    public List<ReferenceRun> Runs { get; } = [];

    public List<string> Said { get; } = [];

    public List<string> Deferred { get; } = [];

    /// <summary>The last move led to where the run had not been.</summary>
    protected bool Ahead { get; set; }

    protected bool HasNext => Deferred.Count > 0 && Ahead && Interrupt is null;

    public string? Calling { get; protected set; }

    /// <summary>
    /// The engine's own question that lies over the flow's: <c>edit</c>, <c>language</c>, <c>ended</c> and <c>again</c> after an end by itself, or null.
    /// </summary>
    public string? Interrupt { get; protected set; }

    public ReferenceRun? Top => Runs.LastOrDefault();

    protected IReadOnlyList<PlannedFlow> Flows => flows;

    /// <summary>Questions left in this turn.</summary>
    protected HashSet<(ReferenceRun Run, string Question)> Left { get; } = [];

    /// <summary>Asks which answer to change.</summary>
    protected abstract void ChooseWhatToEdit();

    /// <summary>What may be tapped or numbered now.</summary>
    protected List<string> Choices() => Interrupt switch
    {
        "language" => ["en", "hi"],
        "again" => ["again", "menu"],
        "edit" => Top is null ? [] : [.. Top.Passed.Where(passed => Top.Flow.State(passed).IsQuestion
            && (Top.Slots.ContainsKey(passed) || Top.Stands.GetValueOrDefault(passed) == "skip"))],
        _ => Top!.State.Kind switch
        {
            "choose" when Top.State.Of is { } list => [.. (Top.Slots.GetValueOrDefault(list) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)],
            "choose" => [.. Top.State.Options],
            "call" => ["retry", "cancel"],
            _ => Top.State.Skip ? ["skip"] : [],
        },
    };

    /// <summary>Says again what is waited for, the engine's own question first.</summary>
    protected void Ask()
    {
        if (Interrupt is not null) Say(Interrupt switch { "edit" => "editWhich", "again" => "beginAgain", _ => "languageWhich" }, [.. Choices()]);
        else if (Top is not null && Calling is null) Say(Top.State.Kind == "call" ? "tryAgainOrCancel" : Top.At, [.. Choices()]);
    }

    protected static bool IsCode(string? typed) => typed is { Length: 4 } && typed.All(char.IsAsciiDigit);

    protected string? Chosen(Heard heard)
    {
        var choices = Choices();
        if (heard.Tapped is { } tap) return tap.Question == (Interrupt ?? Top!.At) ? choices.Find(choice => choice == tap.Value) : null;
        if (heard.Typed is not { } typed) return null;
        if (int.TryParse(typed, out var number)) return number >= 1 && number <= choices.Count ? choices[number - 1] : null;
        return choices.Find(choice => choice.Equals(typed.Trim(), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The question passed on the way here whose answer the call is given.</summary>
    protected PlannedState? Feeding() =>
        Top is { State: { Kind: "call", Of: { } of } } run && run.Passed.Contains(of) && run.Flow.State(of) is { IsQuestion: true } asked ? asked : null;

    /// <summary>The flow that ended by itself.</summary>
    protected PlannedFlow? EndedFlow { get; set; }

    protected void BeginAgain()
    {
        Interrupt = null;
        Start(EndedFlow!, null);
    }

    /// <param name="rest">What the one who asks knows besides.</param>
    protected string Shape(string rest) =>
        $"{string.Join('|', Runs.Select(run => $"{run.Flow.Name} {run.At} {string.Join(' ', run.Slots)} {string.Join(' ', run.Passed)} {string.Join(' ', run.Stands)} {run.Count}"))} {Calling} {Interrupt} {rest}";

    protected void Say(string message, params string[] choices) => Said.Add(message + string.Concat(choices.Select(choice => $" [{choice}]")));

    protected void GoOn()
    {
        var run = Top!;
        if (Way(run, run.State) is { } to) { Go(to); return; }
        if (run.State.Kind == "choose") Put(run, run.At, null);
        ChooseWhatToEdit();
    }

    private static string? Way(ReferenceRun run, PlannedState state) =>
        state.Ways.First(way => way.Slot is null || (run.Slots.TryGetValue(way.Slot, out var value) && (way.Value ?? value) == value)).To;

    /// <summary>A state passed before is done again, its answer and result forgotten; one ahead is walked through while its result stands.</summary>
    protected void Go(string target, bool byOutcome = false)
    {
        var run = Top!;
        var from = run.At;
        if (!Move(run, target, out var jumpedOver))
        {
            var left = Left.Contains((run, target));
            if (Standing(run, target) is { } further && Keeps(5) && !left)
            {
                Go(further);
                return;
            }
            // Round a loop whose questions are all answered: the first one met again is asked anew.
            if (left)
            {
                run.Stands.Remove(target);
                Put(run, target, null);
            }
            Enter();
            return;
        }
        foreach (var gone in jumpedOver.Where(gone => Keeps(2) && run.Flow.State(gone).Kind == "flow").Append(target).Append(from)) run.Stands.Remove(gone);
        if (run.State.IsQuestion && Keeps(4)) Put(run, target, null);
        if (!byOutcome || !CountWrong()) Enter();
    }

    /// <summary>Back and edit: the old answer is kept to compare with.</summary>
    protected void AskAnew(string question)
    {
        Deferred.Clear();
        Move(Top!, question, out _);
        Top!.Stands.Remove(question);
        Enter();
    }

    /// <summary>True when the target was passed before.</summary>
    protected bool Move(ReferenceRun run, string target, out List<string> jumpedOver)
    {
        if (run.State.IsQuestion && target != run.At) Left.Add((run, run.At));
        var place = run.Passed.IndexOf(target);
        jumpedOver = place < 0 ? [] : run.Passed[place..];
        var again = place >= 0 || target == run.At;
        if (place >= 0) run.Passed.RemoveRange(place, run.Passed.Count - place);
        else if (!again) run.Passed.Add(run.At);
        run.At = target;
        Ahead = !again;
        return again;
    }

    private static string? Standing(ReferenceRun run, string name)
    {
        var state = run.Flow.State(name);
        var stands = run.Stands.GetValueOrDefault(name);
        return state.Kind switch
        {
            "ask" or "choose" => !state.Always && (run.Slots.ContainsKey(name) || stands == "skip") ? Way(run, state) : null,
            "say" => stands is null ? null : Way(run, state),
            "call" or "flow" => state.Outcomes.FirstOrDefault(outcome => outcome.Name == stands)?.Next,
            _ => null,
        };
    }

    protected void Enter()
    {
        var (run, state) = (Top!, Top!.State);
        switch (state.Kind)
        {
            case "ask" or "choose":
                if (run.Count.At != state.Name) run.Count = (state.Name, 0);
                if (!(state.Image && HasNext)) Say(state.Name, [.. Choices()]);
                break;
            case "say":
                Said.Add(state.Name);
                run.Stands[state.Name] = "said";
                GoOn();
                break;
            case "set":
                Put(run, "v" + state.Name, state.Of is null ? "fixed" : run.Slots.GetValueOrDefault(state.Of));
                GoOn();
                break;
            case "call":
                Calling = $"{state.Runs} {(state.Of is null ? null : run.Slots.GetValueOrDefault(state.Of))}";
                break;
            case "flow":
                Start(Flows[1], state.Of is null ? null : run.Slots.GetValueOrDefault(state.Of));
                break;
            default:
                Said.Add(state.Name);
                var slots = Top!.Slots;
                Leave();
                if (Top is not null) Ended(state.Name, slots);
                break;
        }
    }

    protected void Start(PlannedFlow flow, string? brought)
    {
        Runs.Add(new(flow));
        Ahead = true;
        if (brought is not null) Top!.Slots["brought"] = brought;
        if (Standing(Top!, Top!.At) is { } further) Go(further);
        else Enter();
    }

    protected void Ended(string outcome, SortedDictionary<string, string> slots)
    {
        var (run, state) = (Top!, Top!.State);
        var way = state.Outcomes.First(known => known.Name == outcome);
        if (way.Set is { } slot && slots.TryGetValue(way.From, out var value)) Put(run, slot, value);
        if (way.Say is not null) Said.Add(way.Say);
        run.Stands[state.Name] = outcome;
        Go(way.Next!, byOutcome: true);
    }

    protected void Leave()
    {
        Runs.RemoveAt(Runs.Count - 1);
        (Calling, Interrupt) = (null, null);
    }

    /// <summary>Sets or unsets; what was computed from it no longer stands, and answers about it are unset.</summary>
    protected void Put(ReferenceRun run, string slot, string? value)
    {
        if (run.Slots.GetValueOrDefault(slot) == value) return;
        if (value is null) run.Slots.Remove(slot);
        else run.Slots[slot] = value;
        foreach (var reader in run.Flow.States.Where(state => state.Of == slot && state.Kind is "call" or "flow" or "choose"))
        {
            if (Keeps(1)) run.Stands.Remove(reader.Name);
            if (reader.Kind == "choose") Put(run, reader.Name, null);
        }
        if (!Keeps(0)) return;
        foreach (var about in run.Flow.Slots.Where(other => other.DependsOn == slot)) Put(run, about.Slot, null);
    }

    protected bool CountWrong()
    {
        var run = Top!;
        if (run.State.Attempts is not var (max, then) || run.Count.At != run.At || !Keeps(3)) return false;
        run.Count = (run.At, run.Count.Wrong + 1);
        if (run.Count.Wrong < max) return false;
        run.Count = ("", 0);
        Go(then);
        return true;
    }

    private bool Keeps(int rule) => leftOut != Rules[rule];
}
