using System.Collections.Immutable;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;

namespace Bot.Engine.Flows;

/// <summary>One state of a flow. Its kind is its class: what it does when it is entered, what it does with what it hears.</summary>
/// <remarks>
/// A kind is one file: type, documentation with an example, behaviour; it answers every question about itself by the members below, so that nothing else asks
/// for its type. How it is read from YAML stands in Loading/Kinds, with the list of kinds.
/// </remarks>
public abstract class State(string name, SourceLocation at)
{
    public string Name { get; } = name;

    public SourceLocation At { get; } = at;

    /// <summary>The word a flow writes: <c>ask</c>, <c>call</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Every way out, for checks, coverage and graphs.</summary>
    public abstract IEnumerable<TransitionDefinition> Transitions { get; }

    /// <summary>Triggers of branches that open "which answer do you want to change" instead of leading on, with their conditions.</summary>
    internal virtual IEnumerable<(string Trigger, Condition? When)> Edits => [];

    /// <summary>Triggers that it raises and stays: <c>reject</c>, <c>page</c>.</summary>
    internal virtual ImmutableArray<string> Stays => [];

    /// <summary>Every trigger that its own code can raise; the flow's machine must have a meaning for each.</summary>
    internal virtual IEnumerable<string> Raises => Transitions.Select(way => way.Trigger).Concat(Edits.Select(edit => edit.Trigger)).Concat(Stays);

    /// <summary>Triggers that may lead to one of several states, chosen when they are fired, with the names of those.</summary>
    internal virtual IEnumerable<(string Trigger, ImmutableArray<string> Targets)> ChosenWays(Flow flow) => [];

    /// <summary>Names of the states that it leads on to by what a person or a partner said; a walk takes one of these ways while the result stands.</summary>
    internal virtual IEnumerable<string> Onward => Branches.Select(branch => branch.To).OfType<string>();

    /// <summary>Whether it stops and waits for a person or a partner. A loop without a waiting state would never end.</summary>
    public virtual bool Waits => false;

    /// <summary>A person may be heard here, so that their silence counts too.</summary>
    public virtual bool Listens => false;

    /// <summary>The ways on by conditions, in order, those to editing among them; empty for kinds that go by outcomes.</summary>
    public virtual ImmutableArray<Branch> Branches => [];

    /// <summary>Slots it reads, by path, with the place where it says so.</summary>
    public virtual IEnumerable<SlotSource> Reads => [];

    /// <summary>Slots it sets on a way out; null stands for every way.</summary>
    public virtual IEnumerable<(string? Trigger, string Slot)> Sets => [];

    /// <summary>What it puts into slots from other slots, from fixed text and from what came back.</summary>
    public virtual IEnumerable<Binding> Binds => [];

    /// <summary>Messages it may say.</summary>
    public virtual IEnumerable<MessageUse> Messages => [];

    /// <summary>Slots whose change takes away what this state found out before.</summary>
    public virtual ImmutableArray<string> ComputesFrom => [];

    /// <summary>Asks a person for this slot; null when it asks for none.</summary>
    public virtual string? Answers => null;

    /// <summary>Asks a person for an answer: a conversation can be taken back here.</summary>
    public bool IsQuestion => Answers is not null;

    /// <summary>Asked whenever the conversation comes by, even if it was answered before: menus and confirmations.</summary>
    public virtual bool IsAskedAnew => false;

    /// <summary>How a typed or sent answer is read; null for kinds that take none, or only one of <see cref="Choices"/>.</summary>
    public virtual InputType? AnswerType => null;

    /// <summary>What it offers to choose from; null when it offers nothing.</summary>
    public virtual Choosable? Choices => null;

    /// <summary>Slots that may be changed from here, in order; empty for every answer given so far.</summary>
    public virtual ImmutableArray<string> Summary => [];

    /// <summary>Waits for the return of a call that it made.</summary>
    public virtual bool AwaitsCall => false;

    /// <summary>The flow that it runs on top of its own; null for none.</summary>
    public virtual string? Subflow => null;

    /// <summary>What it brings to <see cref="Subflow"/>.</summary>
    public virtual ImmutableArray<Binding> Brings => [];

    /// <summary>Ends the run; its name is the outcome.</summary>
    public virtual bool EndsRun => false;

    /// <summary>The table that it keeps a row in; null for none.</summary>
    public virtual string? Keeps => null;

    /// <summary>What a drawing shows besides the name: the call, the options, how an answer is read.</summary>
    public virtual string Detail => "";

    /// <summary>Wrong answers it bears; null for any number.</summary>
    public virtual Attempts? Attempts => null;

    /// <summary>What happens without an answer here.</summary>
    public virtual Timeouts Timeouts => Timeouts.None;

    /// <summary>Words that have a meaning in this state only, and where they lead: <c>resend</c>.</summary>
    public virtual ImmutableArray<(string Word, string Target)> Commands => [];

    /// <summary>Words that have a meaning here with what has been passed on the way.</summary>
    internal virtual ImmutableArray<(string Word, string Target)> CommandsIn(FlowRun run) => Commands;

    /// <summary>Where it leads without hearing a person.</summary>
    /// <param name="endsUnheard">The ends of a flow that are reached without hearing a person; null for a flow that is not there.</param>
    internal virtual IEnumerable<string> UnheardTargets(Func<string, IReadOnlySet<string>?> endsUnheard) =>
        Waits ? [] : Transitions.Select(transition => transition.To);

    /// <summary>Whether it says what follows when <see cref="Subflow"/> ends so.</summary>
    internal virtual bool HandlesEnd(string outcome) => false;

    /// <summary>Enters: speaks, calls, or goes on.</summary>
    internal abstract void Enter(ITurnContext context);

    /// <summary>Hears the person while it waits. Only called when <see cref="Waits"/>.</summary>
    internal virtual void Handle(ITurnContext context, Input input) => throw new InvalidOperationException($"State {Name} of kind {Kind} does not wait.");

    /// <summary>Hears the return of its call. Only called when <see cref="AwaitsCall"/>.</summary>
    internal virtual void HandleReturn(ITurnContext context, CallReturned returned) => throw new InvalidOperationException($"State {Name} of kind {Kind} makes no call.");

    /// <summary>Hears how <see cref="Subflow"/> ended. Only called when there is one.</summary>
    internal virtual void HandleEnd(ITurnContext context, string outcome, Slots slots) => throw new InvalidOperationException($"State {Name} of kind {Kind} runs no flow.");

    /// <summary>Says again what it waits for.</summary>
    internal virtual void Ask(ITurnContext context) { }

    /// <summary>In which time the question is said, where it has not been said; null where it has, or is no question.</summary>
    internal virtual TimeSpan? SaidIn(FlowRun run) => null;

    public sealed override string ToString() => Name;

    /// <summary>Where a walk passes through because its result still stands; null when it must be entered.</summary>
    internal virtual (string Trigger, string To)? TransitionIfComplete(FlowRun run, DateTimeOffset at) => null;
}

/// <summary>A message a state may say.</summary>
/// <param name="Arguments">Values it is given besides the flow's slots.</param>
/// <param name="Choices">Label keys it offers; null when it offers none.</param>
/// <param name="DataChoices">It offers rows that come from data, any number of any length.</param>
public sealed record MessageUse(string Key, SourceLocation At, ImmutableArray<string> Arguments, ImmutableArray<string>? Choices = null,
    bool DataChoices = false);
