namespace Bot.Tests.Machine.AnyFlow;

/// <summary>
/// The rules of a conversation said a second time, as plainly as they can be: everything may be changed in place, every step is one method, nothing is fast.
/// Written from the design (one rule for moving, the words everyone may use, the engine's two questions) and not from the machine it is held against.
/// </summary>
/// <param name="leftOut">A rule that this one does not keep, to see that it would be missed; null for a whole machine.</param>
internal sealed class ReferenceMachine(IReadOnlyList<PlannedFlow> flows, string? leftOut = null)
{
    /// <summary>Rules that can be left out.</summary>
    public static readonly string[] Rules = ["an answer about a changed slot is unset", "a changed slot takes away what was computed from it", "a jump back runs a sub-flow anew", "wrong answers are counted", "an answer passed again is forgotten", "a result that stands is walked through"];

    private static readonly string[] Words = ["menu", "restart", "back", "edit", "cancel", "help", "language", "resend", "human", "skip", "yes", "no", "more", "previous", "retry"];

    private readonly HashSet<(Run Run, string Question)> _left = [];

    public sealed class Run(PlannedFlow flow)
    {
        public PlannedFlow Flow { get; } = flow;

        public string At { get; set; } = flow.Start;

        public SortedDictionary<string, string> Slots { get; } = new(StringComparer.Ordinal);

        public List<string> Passed { get; } = [];

        public Dictionary<string, string> Stands { get; } = [];

        public (string At, int Wrong) Count { get; set; } = ("", 0);

        public PlannedState State => Flow.State(At);
    }

    public List<Run> Runs { get; } = [];

    public List<string> Said { get; } = [];

    public string? Calling { get; private set; }

    public string? Overlay { get; private set; }

    public string Language { get; private set; } = "en";

    public bool WithHuman { get; private set; }

    public bool Reminded { get; private set; }

    public List<string> Deferred { get; } = [];

    public Run? Top => Runs.LastOrDefault();

    public void Begin()
    {
        Said.Clear();
        _left.Clear();
    }

    public void Hear(Heard heard)
    {
        Reminded = false;
        var word = heard.Typed?.Trim().ToLowerInvariant() is { } text && Words.Contains(text) ? text : null;
        if (WithHuman && word is not ("menu" or "restart" or "back" or "edit" or "cancel" or "help" or "language" or "resend")) return;
        WithHuman = false;

        var opened = heard.Typed?.Split(' ') is ["open", var name] ? flows.FirstOrDefault(flow => flow.Name == name) : null;
        if (Top is null) HearNobody(heard, word, opened);
        else if (Calling is not null) HearWhileCalling(heard, word);
        else if (word is not null && Obey(word)) { }
        else if (Overlay is not null) HearOverlay(heard);
        else if (heard.Tapped is { } tap && (tap.Run != Top || tap.Question != Top.At)) { Said.Add("earlierTap"); Ask(); }
        else if (Top.Flow.Name == "main" && opened is not null) Open(opened);
        else HearAnswer(heard);
    }

    public void Return(string outcome, string? value)
    {
        (Calling, Reminded) = (null, false);
        var (run, state) = (Top!, Top!.State);
        var way = state.Outcomes.First(known => known.Name == outcome);
        if (way.Set is { } slot) Put(run, slot, value);
        if (way.Next is null) { Say(way.Say!, "retry", "cancel"); HearDeferred(); return; }
        if (way.Say is not null) Said.Add(way.Say);
        run.Stands[state.Name] = outcome;
        Go(way.Next, byOutcome: true);
        HearDeferred();
    }

    public void Remind()
    {
        Reminded = true;
        Said.Add("stillThere");
    }

    public void Expire()
    {
        (Overlay, Reminded) = (null, false);
        Go(Top!.State.Expire ?? "other");
    }

    private void HearNobody(Heard heard, string? word, PlannedFlow? opened)
    {
        if (word is "language" or "help" or "human" && Obey(word)) return;
        if (opened is null && Overlay is not null && word is not ("menu" or "restart" or "back" or "cancel")) { HearOverlay(heard); return; }
        Open(opened ?? flows[0], opened is null);
    }

    private void HearWhileCalling(Heard heard, string? word)
    {
        if (heard.Image is { } image) { if (Deferred.Count < 10) Deferred.Add(image); }
        else if (word == "human" || (word is "menu" or "restart" or "cancel" && !Top!.State.Costly)) Obey(word);
        else Said.Add("oneMoment");
    }

    private void Open(PlannedFlow flow, bool sameLanguage = false)
    {
        Runs.Clear();
        Overlay = null;
        if (!sameLanguage) Language = "en";
        Start(flow, null);
    }

    private bool Obey(string word)
    {
        switch (word)
        {
            case "menu":
                Calling = null;
                Deferred.Clear();
                Open(flows[0], sameLanguage: true);
                return true;
            case "restart":
                if (Top is null) { Open(flows[0], sameLanguage: true); return true; }
                var again = Top.Flow;
                Said.Add("startedOver");
                Leave();
                Deferred.Clear();
                Start(again, null);
                return true;
            case "cancel" or "back" when Overlay is not null:
                Overlay = null;
                Ask();
                return true;
            case "cancel":
                Deferred.Clear();
                Said.Add("cancelled");
                Leave();
                if (Top is null) return true;
                if (Top.State.Outcomes.Any(outcome => outcome.Name == "cancelled")) Ended("cancelled", new(StringComparer.Ordinal));
                else Leave();
                return true;
            case "back":
                if (Top!.Passed.LastOrDefault(passed => Top.Flow.State(passed).IsQuestion) is { } last) AskAnew(last);
                else { Said.Add("nothingBefore"); Ask(); }
                return true;
            case "edit" or "language":
                Overlay = word;
                if (word == "edit" && Choices().Count == 0) { Overlay = null; Said.Add("nothingToEdit"); }
                Ask();
                return true;
            case "help":
                Said.Add("help");
                Ask();
                return true;
            case "human":
                Said.Add("humanComing");
                WithHuman = true;
                return true;
            case "resend":
                if (Top!.State.Resend is not { } target) { Said.Add("resendNotHere"); return true; }
                // Whoever moves on leaves the engine's own question behind.
                Overlay = null;
                Go(target);
                return true;
            default:
                return false;
        }
    }

    private List<string> Choices() => Overlay switch
    {
        "language" => ["en", "hi"],
        "edit" => Top is null ? [] : [.. Top.Passed.Where(passed => Top.Flow.State(passed).IsQuestion && Top.Slots.ContainsKey(passed))],
        _ => Top!.State.Kind switch
        {
            "choose" when Top.State.Of is { } list => [.. (Top.Slots.GetValueOrDefault(list) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)],
            "choose" => [.. Top.State.Options],
            "call" => ["retry", "cancel"],
            _ => Top.State.Skip ? ["skip"] : [],
        },
    };

    /// <summary>Says again what is waited for, the engine's own question first.</summary>
    private void Ask()
    {
        if (Overlay is not null) Say(Overlay == "edit" ? "editWhich" : "languageWhich", [.. Choices()]);
        else if (Top is not null && Calling is null) Say(Top.State.Kind == "call" ? "tryAgainOrCancel" : Top.At, [.. Choices()]);
    }

    private string? Chosen(Heard heard)
    {
        var choices = Choices();
        if (heard.Tapped is { } tap) return tap.Question == (Overlay ?? Top!.At) ? choices.Find(choice => choice == tap.Value) : null;
        if (heard.Typed is not { } typed) return null;
        if (int.TryParse(typed, out var number)) return number >= 1 && number <= choices.Count ? choices[number - 1] : null;
        return choices.Find(choice => choice.Equals(typed.Trim(), StringComparison.OrdinalIgnoreCase));
    }

    private void HearOverlay(Heard heard)
    {
        if (heard.Typed?.Trim().ToLowerInvariant() is "more" or "previous") { Ask(); return; }
        if (Chosen(heard) is not { } chosen) { Say("chooseFromList", [.. Choices()]); return; }

        var kind = Overlay;
        Overlay = null;
        if (kind == "edit") { AskAnew(chosen); return; }
        Language = chosen;
        Said.Add("languageChanged");
        Ask();
    }

    private void HearAnswer(Heard heard)
    {
        var (run, state) = (Top!, Top!.State);
        var typed = heard.Typed?.Trim().ToLowerInvariant();
        if (state.Kind == "call")
        {
            var said = Chosen(heard) ?? typed;
            if (said is "retry" or "yes") Enter();
            else if (said is "cancel" or "no") Obey("cancel");
            else Ask();
            return;
        }
        if (state.Kind == "choose" && typed is "more" or "previous") { Ask(); return; }

        var skipped = state.Skip && (heard.Tapped?.Value == "skip" || typed is "skip" or "no");
        var answer = state.Kind == "choose" ? Chosen(heard) : state.Image ? heard.Image : typed is { Length: 4 } && typed.All(char.IsAsciiDigit) ? typed : null;
        if (!skipped && answer is null)
        {
            Say("wrong", state.Kind == "choose" ? [.. Choices()] : []);
            CountWrong();
            return;
        }
        Put(run, state.Name, skipped ? null : answer);
        if (skipped) run.Stands[state.Name] = "skip";
        else run.Stands.Remove(state.Name);
        GoOn();
    }

    private void GoOn()
    {
        var run = Top!;
        if (Way(run, run.State) is { } to) { Go(to); return; }
        if (run.State.Kind == "choose") Put(run, run.At, null);
        Obey("edit");
    }

    private static string? Way(Run run, PlannedState state) =>
        state.Ways.First(way => way.Slot is null || (run.Slots.TryGetValue(way.Slot, out var value) && (way.Value ?? value) == value)).To;

    /// <summary>A state passed before is done again, its answer and result forgotten; one ahead is walked through while its result stands.</summary>
    private void Go(string target, bool byOutcome = false)
    {
        var run = Top!;
        var from = run.At;
        if (!Move(run, target, out var jumpedOver))
        {
            var left = _left.Contains((run, target));
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
    private void AskAnew(string question)
    {
        Move(Top!, question, out _);
        Top!.Stands.Remove(question);
        Enter();
    }

    /// <summary>True when the target was passed before.</summary>
    private bool Move(Run run, string target, out List<string> jumpedOver)
    {
        if (run.State.IsQuestion && target != run.At) _left.Add((run, run.At));
        var place = run.Passed.IndexOf(target);
        jumpedOver = place < 0 ? [] : run.Passed[place..];
        var again = place >= 0 || target == run.At;
        if (place >= 0) run.Passed.RemoveRange(place, run.Passed.Count - place);
        else if (!again) run.Passed.Add(run.At);
        run.At = target;
        return again;
    }

    private static string? Standing(Run run, string name)
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

    private void Enter()
    {
        var (run, state) = (Top!, Top!.State);
        switch (state.Kind)
        {
            case "ask" or "choose":
                if (run.Count.At != state.Name) run.Count = (state.Name, 0);
                Say(state.Name, [.. Choices()]);
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
                Start(flows[1], state.Of is null ? null : run.Slots.GetValueOrDefault(state.Of));
                break;
            default:
                Said.Add(state.Name);
                var slots = Top!.Slots;
                Leave();
                if (Top is not null) Ended(state.Name, slots);
                break;
        }
    }

    private void Start(PlannedFlow flow, string? brought)
    {
        Runs.Add(new(flow));
        if (brought is not null) Top!.Slots["brought"] = brought;
        if (Standing(Top!, Top!.At) is { } further) Go(further);
        else Enter();
    }

    private void Ended(string outcome, SortedDictionary<string, string> slots)
    {
        var (run, state) = (Top!, Top!.State);
        var way = state.Outcomes.First(known => known.Name == outcome);
        if (way.Set is { } slot && slots.TryGetValue(way.From, out var value)) Put(run, slot, value);
        if (way.Say is not null) Said.Add(way.Say);
        run.Stands[state.Name] = outcome;
        Go(way.Next!, byOutcome: true);
    }

    private void Leave()
    {
        Runs.RemoveAt(Runs.Count - 1);
        (Calling, Overlay) = (null, null);
    }

    /// <summary>Sets or unsets; what was computed from it no longer stands, and answers about it are unset.</summary>
    private void Put(Run run, string slot, string? value)
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

    private bool CountWrong()
    {
        var run = Top!;
        if (run.State.Attempts is not var (max, then) || run.Count.At != run.At || !Keeps(3)) return false;
        run.Count = (run.At, run.Count.Wrong + 1);
        if (run.Count.Wrong < max) return false;
        run.Count = ("", 0);
        Go(then);
        return true;
    }

    private void HearDeferred()
    {
        while (Deferred.Count > 0 && Top is not null && Calling is null && Overlay is null)
        {
            var image = Deferred[0];
            Deferred.RemoveAt(0);
            if (Top.State is { Kind: "ask", Image: true }) HearAnswer(new(null, image, null));
            else Deferred.Clear();
        }
        if (Top is null) Deferred.Clear();
    }

    private bool Keeps(int rule) => leftOut != Rules[rule];

    private void Say(string message, params string[] choices) => Said.Add(message + string.Concat(choices.Select(choice => $" [{choice}]")));
}

/// <summary>What a person sent: words (typed, or the title of a tap that lost its payload), an image, or a tap on something offered before; none of them for a sticker.</summary>
internal sealed record Heard(string? Typed, string? Image, Tap? Tapped);

/// <param name="Run">The run it was offered in; null for the engine's own questions.</param>
internal sealed record Tap(ReferenceMachine.Run? Run, string Question, string Value);
