using Bot.Engine.Lives;
using Stateless;
using Stateless.Reflection;

namespace Bot.Engine.Flows;

/// <summary>
/// A flow as a machine of Stateless: states and triggers are those of the path (<c>answer 2</c>, <c>outcome sent</c>, <c>tooMany</c>). It says where a trigger
/// leads and refuses what the flow does not declare.
/// </summary>
/// <remarks>
/// One machine serves all conversations and threads: it is configured whole before the first trigger, fires at once (a queue would hand one conversation's
/// trigger to another's thread), and holds no state: where a run stands is put into a place of the thread for the time of one trigger. Its
/// <c>ToString</c> and permitted triggers are never asked for: they would look into that place from another thread.
/// </remarks>
internal sealed class FlowMachine
{
    /// <summary>Through a state whose result stands.</summary>
    public const string Walk = "walk";

    public const string Back = "command back";

    public const string Edit = "command edit";

    public const string Operator = "operator";

    /// <summary>Off a state that a changed file has lost, or made another kind of.</summary>
    public const string Parked = "parked";

    public const string Remind = "remind";

    public const string EarlierTap = "earlierTap";

    /// <summary>A person who is offered to try a call again sends another answer to a question before it.</summary>
    public const string AnswerBefore = "answerBefore";

    [ThreadStatic]
    private static Position? _position;

    private readonly StateMachine<StateNode, Trigger> _machine;
    private readonly List<(State State, string Trigger)> _ambiguous = [];
    private readonly Flow _flow;

    /// <summary>Stands for a state that the flow no longer has.</summary>
    public State Lost { get; }

    public FlowMachine(Flow flow)
    {
        (_flow, Lost) = (flow, new LostState(flow.At));
        Here.State = Start;
        _machine = new(() => new(Here.State), node => Here.State = node.State, FiringMode.Immediate);
        _machine.OnUnhandledTrigger((node, trigger) => throw Undeclared(node.State, trigger.Name));
        Configure();
    }

    /// <summary>States with a trigger that would mean two things: the first meaning holds.</summary>
    public IReadOnlyList<(State State, string Trigger)> Ambiguous => _ambiguous;

    /// <summary>States, ways and ignored triggers as the machine knows them; made anew at each call.</summary>
    public StateMachineInfo Info
    {
        get
        {
            Here.State = Start;
            return _machine.GetInfo();
        }
    }

    private static Position Here => _position ??= new();

    private State Start => _flow.Find(_flow.Start) ?? Lost;

    /// <summary>Where a trigger leads.</summary>
    /// <param name="target">Chosen by the rule for moving, for triggers that may lead to one of several states; null for the others.</param>
    /// <exception cref="RefusedMoveException">The flow does not declare it.</exception>
    public State Fire(State from, string trigger, State? target)
    {
        var here = Here;
        (here.State, here.Target) = (from, target);
        _machine.Fire(new Trigger(trigger));
        return here.State;
    }

    /// <summary>A trigger that leads nowhere else.</summary>
    /// <exception cref="RefusedMoveException">The flow does not declare it, or it leads away.</exception>
    public void Stay(State at, string trigger)
    {
        if (Fire(at, trigger, at) != at) throw Undeclared(at, trigger, at);
    }

    /// <summary>Whether a trigger has a meaning in a state.</summary>
    public bool Permits(State state, string trigger)
    {
        Here.State = state;
        return _machine.CanFire(new Trigger(trigger));
    }

    private void Configure()
    {
        var questions = _flow.States.Where(state => state.IsQuestion).ToArray();
        State[] parkings = [.. questions, .. _flow.Find(_flow.Start) is { IsQuestion: false } start ? [start] : Array.Empty<State>()];
        foreach (var state in _flow.States.Where(state => _flow.Find(state.Name) == state))
        {
            var triggers = new StateTriggers(_machine.Configure(new(state)), trigger => _ambiguous.Add((state, trigger)));
            foreach (var way in _flow.TransitionsOf(state))
            {
                if (_flow.Find(way.To) is { } to)
                    triggers.Permit(way.Trigger, to);
            }

            foreach (var edit in state.Edits) triggers.Permit(edit.Trigger, state);
            foreach (var stay in state.Stays) triggers.Ignore(stay);
            foreach (var (trigger, targets) in state.ChosenWays(_flow))
                triggers.PermitOneOf(trigger, Choose(trigger, [.. targets.Select(_flow.Find).OfType<State>()]));
            triggers.PermitOneOf(Walk, Choose(Walk, [.. state.Onward.Select(_flow.Find).OfType<State>().Distinct()]));
            if (state.Listens)
            {
                triggers.Ignore(Remind);
                triggers.Ignore(EarlierTap);
                triggers.PermitOneOf(Back, Choose(Back, [.. questions, state]));
                triggers.PermitOneOf(Edit, Choose(Edit, questions));
                triggers.PermitOneOf(Operator, Choose(Operator, questions));
            }

            triggers.PermitOneOf(Parked, Choose(Parked, parkings));
        }

        new StateTriggers(_machine.Configure(new(Lost)), _ => { }).PermitOneOf(Parked, Choose(Parked, parkings));
    }

    /// <summary>Leads where the rule for moving has chosen, when that is one of the declared targets.</summary>
    private Targets Choose(string trigger, State[] declared) => new(declared, () =>
    {
        var here = Here;
        return here.Target is { } target && Array.IndexOf(declared, target) >= 0 ? target
            : throw Undeclared(here.State, trigger, here.Target);
    });

    private RefusedMoveException Undeclared(State from, string trigger) => new($"Flow {_flow.Name} does not declare '{trigger}' in the state {from.Name}.");

    private RefusedMoveException Undeclared(State from, string trigger, State? to) =>
        new($"Flow {_flow.Name} does not lead from the state {from.Name} to {to?.Name ?? "a state that it has"} by '{trigger}'.");

    /// <summary>Where a run stands, and where it is to go, while a trigger is fired.</summary>
    private sealed class Position
    {
        public State State { get; set; } = null!;

        public State? Target { get; set; }
    }

    private sealed record Targets(State[] Declared, Func<State> Selected);

    /// <summary>The triggers of one state; each has one meaning, which Stateless itself would only find out when it is fired.</summary>
    private sealed class StateTriggers(StateMachine<StateNode, Trigger>.StateConfiguration state, Action<string> onSecond)
    {
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);

        public void Permit(string trigger, State to)
        {
            if (!IsFirst(trigger)) return;
            if (to == state.State.State) state.PermitReentry(new(trigger));
            else state.Permit(new(trigger), new(to));
        }

        public void Ignore(string trigger)
        {
            if (IsFirst(trigger)) state.Ignore(new(trigger));
        }

        public void PermitOneOf(string trigger, Targets targets)
        {
            if (targets.Declared.Length == 0 || !IsFirst(trigger)) return;

            var infos = new DynamicStateInfos();
            foreach (var target in targets.Declared) infos.Add(new StateNode(target), "");
            state.PermitDynamic(new(trigger), () => new(targets.Selected()), null, infos);
        }

        private bool IsFirst(string trigger)
        {
            if (_known.Add(trigger)) return true;

            onSecond(trigger);
            return false;
        }
    }

    private sealed class LostState(SourceLocation at) : State("(lost)", at)
    {
        public override string Kind => "lost";

        public override IEnumerable<TransitionDefinition> Transitions => [];

        internal override void Enter(ITurnContext context) => throw new InvalidOperationException("A state that is gone is never entered.");
    }
}
