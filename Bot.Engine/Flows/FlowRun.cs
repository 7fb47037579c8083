using Bot.Engine.Lives;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Flows;

/// <summary>A flow run while a turn is being made, with its flow and state at hand; <see cref="ToFrame"/> is how it stands in the session afterwards.</summary>
internal sealed class FlowRun
{
    private readonly Frame _begun;

    // Null while the run stands where it stood.
    private string? _flowHash;

    private FlowRun(Frame begun, Flow flow, State state)
    {
        (_begun, Flow, State) = (begun, flow, state);
        (Slots, VisitedStates, CompletedResults) = (begun.Slots, begun.VisitedStates, begun.CompletedResults);
        (Attempts, AttemptsAt, Page) = (begun.Attempts, begun.AttemptsAt, begun.Page);
    }

    public string Id => _begun.Id;

    public Flow Flow { get; }

    /// <summary>Changed by <see cref="Fire"/> alone.</summary>
    public State State { get; private set; }

    public Slots Slots { get; set; }

    public VisitedStates VisitedStates { get; private set; }

    public CompletedResults CompletedResults { get; set; }

    /// <summary>Wrong answers so far at <see cref="AttemptsAt"/>.</summary>
    public int Attempts { get; set; }

    public string AttemptsAt { get; set; }

    /// <summary>Page of a long list, from 0.</summary>
    public int Page { get; set; }

    /// <summary>Null when the flow's file has lost the flow or the state.</summary>
    public static FlowRun? Of(Frame frame, FlowSet flows) =>
        flows.Find(frame.Flow) is { } flow && flow.Find(frame.State) is { } state ? new(frame, flow, state) : null;

    public static FlowRun Begin(string id, Flow flow, Slots slots) =>
        new(new() { Id = id, Flow = flow.Name, FlowHash = flow.Hash, State = flow.Start, Slots = slots }, flow, StateOf(flow, flow.Start));

    /// <summary>A run that stands on a state which its flow has lost, or which hears a person no more, taken to another.</summary>
    public static Frame Park(Frame frame, Flow flow, string target)
    {
        var run = new FlowRun(frame, flow, flow.Find(frame.State) ?? flow.Machine.Lost);
        var passed = frame.VisitedStates.IndexOf(target);
        run.Fire(FlowMachine.Parked, target);
        run.VisitedStates = passed >= 0 ? frame.VisitedStates.Until(passed) : frame.State == target ? frame.VisitedStates : VisitedStates.Empty;
        return run.ToFrame();
    }

    /// <summary>Moves where the flow's machine says that a trigger leads; true where the run was before: the states behind it are then forgotten.</summary>
    /// <param name="target">Chosen among those that the trigger may lead to; null where it leads to one only.</param>
    /// <exception cref="RefusedMoveException">The flow does not declare it.</exception>
    public bool Move(string trigger, string? target)
    {
        var from = State;
        Fire(trigger, target);
        var passed = VisitedStates.IndexOf(State.Name);
        if (passed >= 0) VisitedStates = VisitedStates.Until(passed);
        else if (State != from) VisitedStates = VisitedStates.Add(from.Name);
        return passed >= 0 || State == from;
    }

    /// <summary>A trigger that leads nowhere else.</summary>
    /// <exception cref="RefusedMoveException">The flow does not declare it, or it leads away.</exception>
    public void Stay(string trigger) => Flow.Machine.Stay(State, trigger);

    /// <summary>Sets a slot; when that changes it, what was computed from it no longer stands.</summary>
    public void Set(string slot, Value value)
    {
        if (value.Equals(Slots.Find(slot))) return;

        Slots = Slots.With(slot, value);
        ForgetWhatDependsOn(slot);
    }

    public void Unset(string slot)
    {
        if (!Slots.Has(slot)) return;

        Slots = Slots.Without(slot);
        ForgetWhatDependsOn(slot);
    }

    private void ForgetWhatDependsOn(string slot)
    {
        var (computed, answers) = Flow.DependingOn(slot);
        foreach (var state in computed)
        {
            CompletedResults = CompletedResults.Without(state.Name);
            if (state.Answers is { } answer && answer != slot) Unset(answer);
        }

        foreach (var answer in answers) Unset(answer);
    }

    private void Fire(string trigger, string? target) =>
        (State, _flowHash) = (Flow.Machine.Fire(State, trigger, target is null ? null : Flow.Find(target)), Flow.Hash);

    /// <summary>The very frame it began as when nothing has changed.</summary>
    public Frame ToFrame() =>
        State.Name == _begun.State && (_flowHash is null || _flowHash == _begun.FlowHash) && Slots == _begun.Slots && VisitedStates == _begun.VisitedStates
            && CompletedResults == _begun.CompletedResults
            && Attempts == _begun.Attempts && AttemptsAt == _begun.AttemptsAt && Page == _begun.Page
            ? _begun
            : new()
            {
                Before = _begun, Flow = Flow.Name, FlowHash = _flowHash ?? _begun.FlowHash, State = State.Name, Slots = Slots,
                VisitedStates = VisitedStates, CompletedResults = CompletedResults, Attempts = Attempts, AttemptsAt = AttemptsAt, Page = Page
            };

    private static State StateOf(Flow flow, string name) => flow.Find(name) ?? throw new InvalidOperationException($"State {name} does not exist in flow {flow.Name}.");
}
