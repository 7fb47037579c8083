namespace Bot.Tests.Engine.Execution.AnyFlow;

/// <summary>
/// The rules of a conversation said a second time, as plainly as they can be: everything may be changed in place, every step is one method, nothing is fast.
/// Written from the design (one rule for moving, the words everyone may use, the engine's two questions) and not from the machine it is held against.
/// </summary>
/// <param name="leftOut">A rule that this one does not keep, to see that it would be missed; null for a whole machine.</param>
internal sealed class ReferenceMachine(IReadOnlyList<PlannedFlow> flows, string? leftOut = null) : ReferenceWalk(flows, leftOut)
{
    private static readonly string[] Words = ["menu", "restart", "back", "edit", "cancel", "help", "language", "resend", "human", "skip", "yes", "no", "more", "previous", "retry"];

    public string Language { get; private set; } = "en";

    public bool WithHuman { get; private set; }

    public bool Reminded { get; private set; }

    public void Begin()
    {
        Said.Clear();
        Ahead = false;
        Left.Clear();
    }

    /// <summary>What was said last to no effect, and how often in a row: five times it is answered.</summary>
    private (string Words, int Times) _vain;

    public void Hear(Heard heard)
    {
        var before = Shape(Rest);
        HearOnce(heard);
        HearDeferred();
        var words = heard.Tapped is not null || heard.Image is not null ? null : heard.Typed?.Trim().ToLowerInvariant() ?? "(sticker)";
        if (words is null || before != Shape(Rest) || (Said.Count == 0 && WithHuman)) { _vain = default; return; }
        _vain = (words, _vain.Words == words ? _vain.Times + 1 : 1);
        if (_vain.Times > 5) Said.Clear();
    }

    private string Rest => $"{Language} {WithHuman} {string.Join(' ', Deferred)}";

    private void HearOnce(Heard heard)
    {
        Reminded = false;
        var word = heard.Typed?.Trim().ToLowerInvariant() is { } text && Words.Contains(text) ? text : null;
        var opened = heard.Typed?.Split(' ') is ["open", var name] ? Flows.FirstOrDefault(flow => flow.Name == name) : null;
        var elsewhere = heard.Typed?.Split(' ') is ["open", _];
        if (WithHuman && opened is null && word is not ("menu" or "restart" or "back" or "edit" or "cancel" or "help" or "language" or "resend")) return;
        if (WithHuman && opened is not null && HearCalledBack(opened)) return;
        WithHuman = false;

        if (Top is null)
        {
            HearNobody(heard, word, opened);
        }
        else if (Calling is not null)
        {
            HearWhileCalling(heard, word);
        }
        else if (word is not null && Apply(word)) { }
        else if (Interrupt is not null)
        {
            HearInterrupt(heard);
        }
        else if (heard.Tapped is { } tap && (tap.Run != Top || tap.Question != Top.At)) { Said.Add("earlierTap"); Ask(); }
        else if (Top.Flow.Name == "main" && opened is not null)
        {
            Open(opened);
        }
        else if (Top.State is { Kind: "ask", Image: false } question && !IsSkip(question, heard) && (elsewhere || word is not null))
        {
            Said.Add("noAnswerHere");
            Ask();
        }
        else
        {
            HearAnswer(heard);
        }
    }

    /// <summary>A word that opens a flow calls the bot back from a human.</summary>
    private bool HearCalledBack(PlannedFlow opened)
    {
        WithHuman = false;
        if (Calling is not null)
        {
            Said.Add("oneMoment");
        }
        else if (Runs.Any(run => run.Flow == opened))
        {
            Ask();
        }
        else
        {
            Open(opened);
        }
        return true;
    }

    private static bool IsSkip(PlannedState state, Heard heard) => state.Skip && heard.Typed?.Trim().ToLowerInvariant() is "skip" or "no";

    public void Return(string outcome, string? value)
    {
        (Calling, Reminded, _vain) = (null, false, default);
        var (run, state) = (Top!, Top!.State);
        var way = state.Outcomes.First(known => known.Name == outcome);
        if (way.Set is { } slot) Put(run, slot, value);
        if (way.Next is null) { Say(way.Say!, "retry", "cancel"); return; }
        if (way.Say is not null) Said.Add(way.Say);
        run.Stands[state.Name] = outcome;
        Go(way.Next, byOutcome: true);
        HearDeferred();
    }

    public void Remind()
    {
        (Reminded, _vain) = (true, default);
        Said.Add("stillThere");
    }

    public void Expire()
    {
        (Interrupt, Reminded, _vain) = (null, false, default);
        var ended = Top!.Flow;
        Go(Top!.State.Expire ?? "other");
        HearDeferred();
        if (Top is null && ended != Flows[0]) (Interrupt, EndedFlow) = ("ended", ended);
    }

    private void HearNobody(Heard heard, string? word, PlannedFlow? opened)
    {
        if (Interrupt == "ended")
        {
            var wanted = word is "menu" or "restart" or "language" or "help" or "human" || opened is not null;
            Said.Add("ended");
            Interrupt = wanted ? null : "again";
            if (!wanted) { Ask(); return; }
        }
        if (Interrupt == "again" && word is "restart" or "yes") { BeginAgain(); return; }
        if (word is "language" or "help" or "human" && Apply(word)) return;
        if (opened is null && Interrupt is not null && word is not ("menu" or "restart" or "back" or "cancel")) { HearInterrupt(heard); return; }
        Open(opened ?? Flows[0]);
    }

    private void HearWhileCalling(Heard heard, string? word)
    {
        if (heard.Image is { } image) { if (Deferred.Count < 10) Deferred.Add(image); }
        else if (word == "human" || (word is "menu" or "restart" or "cancel" && !Top!.State.Costly))
        {
            Apply(word);
        }
        else
        {
            Said.Add("oneMoment");
        }
    }

    private void Open(PlannedFlow flow)
    {
        Runs.Clear();
        Interrupt = null;
        Start(flow, null);
    }

    private bool Apply(string word)
    {
        switch (word)
        {
            case "menu":
                Calling = null;
                Deferred.Clear();
                Open(Flows[0]);
                return true;
            case "restart":
                if (Top is null) { Open(Flows[0]); return true; }
                var again = Top.Flow;
                Said.Add("startedOver");
                Leave();
                Deferred.Clear();
                Start(again, null);
                return true;
            case "cancel" or "back" when Interrupt is not null:
                Interrupt = null;
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
                if (Top!.Passed.LastOrDefault(passed => Top.Flow.State(passed).IsQuestion) is { } last)
                {
                    AskAnew(last);
                }
                else { Said.Add("nothingBefore"); Ask(); }
                return true;
            case "edit" or "language":
                Interrupt = word;
                if (word == "edit" && Choices().Count == 0) { Interrupt = null; Said.Add("nothingToEdit"); }
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
                if ((Top!.State.Resend ?? Feeding()?.Resend) is not { } target) { Said.Add("resendNotHere"); return true; }
                // A move leaves the engine's own question behind.
                Interrupt = null;
                Go(target);
                return true;
            default:
                return false;
        }
    }

    private void HearInterrupt(Heard heard)
    {
        if (heard.Typed?.Trim().ToLowerInvariant() is "more" or "previous") { Ask(); return; }
        if (Interrupt == "again")
        {
            var wish = Chosen(heard) ?? heard.Typed?.Trim().ToLowerInvariant();
            if (wish is "again" or "retry") BeginAgain();
            else if (wish is "menu" or "no") Open(Flows[0]);
            else Ask();
            return;
        }
        if (Chosen(heard) is not { } chosen) { Say("chooseFromList", [.. Choices()]); return; }

        var kind = Interrupt;
        Interrupt = null;
        if (kind == "edit") { AskAnew(chosen); return; }
        Language = chosen;
        Said.Add("languageChanged");
        Ask();
    }

    private void HearRetry(Heard heard, string? typed)
    {
        switch (Chosen(heard) ?? typed)
        {
            case "retry" or "yes": Enter(); break;
            case "cancel" or "no": Apply("cancel"); break;
            // The answer that may mend it: the question it belongs to has it, as if it had been asked.
            case var _ when Feeding() is { Kind: "ask" } asked && (asked.Image ? heard.Image is not null : IsCode(typed)):
                Move(Top!, asked.Name, out _);
                Top!.Stands.Remove(asked.Name);
                if (Top.Count.At != asked.Name) Top.Count = (asked.Name, 0);
                HearAnswer(heard);
                break;
            default: Ask(); break;
        }
    }

    private void HearAnswer(Heard heard)
    {
        var (run, state, typed) = (Top!, Top!.State, heard.Typed?.Trim().ToLowerInvariant());
        if (state.Kind == "call")
        {
            HearRetry(heard, typed);
            return;
        }
        if (state.Kind == "choose" && typed is "more" or "previous") { Ask(); return; }

        var skipped = state.Skip && (heard.Tapped?.Value == "skip" || typed is "skip" or "no");
        var answer = state.Kind == "choose" ? Chosen(heard) : state.Image ? heard.Image : IsCode(typed) ? typed : null;
        if (!skipped && answer is null)
        {
            Say("wrong", state.Kind == "choose" ? [.. Choices()] : []);
            if (state.Kind == "choose" && heard.Typed is not null) CountWrong();
            return;
        }
        Put(run, state.Name, skipped ? null : answer);
        if (skipped) run.Stands[state.Name] = "skip";
        else run.Stands.Remove(state.Name);
        GoOn();
    }

    /// <summary>A photo sent ahead answers a question that the conversation comes to for the first time.</summary>
    private void HearDeferred()
    {
        while (HasNext && Calling is null && Top is { State: { Kind: "ask", Image: true } })
        {
            (var image, Ahead) = (Deferred[0], false);
            Deferred.RemoveAt(0);
            HearAnswer(new(null, image, null));
        }
        if (Calling is null && (Top is null || Top.State is { IsQuestion: true, Image: false })) Deferred.Clear();
    }

    protected override void ChooseWhatToEdit() => Apply("edit");
}
