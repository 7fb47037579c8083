using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Flows;

/// <summary>One state of a flow. Its kind is its class: what it does when it is entered, what it does with what it hears.</summary>
/// <remarks>A kind is one file: type, documentation with an example, how it is read from YAML, behaviour. The list of kinds is <see cref="StateKinds"/>.</remarks>
public abstract class State(string name, SourceLocation at)
{
    public string Name { get; } = name;

    public SourceLocation At { get; } = at;

    /// <summary>The word a flow writes: <c>ask</c>, <c>call</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Every way out, for checks, coverage and graphs.</summary>
    public abstract IEnumerable<TransitionDefinition> Transitions { get; }

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

    /// <summary>Messages it may say.</summary>
    public virtual IEnumerable<MessageUse> Messages => [];

    /// <summary>Slots whose change takes away what this state found out before.</summary>
    public virtual ImmutableArray<string> ComputesFrom => [];

    /// <summary>Asks a person for this slot; null when it asks for none.</summary>
    public virtual string? Answers => null;

    /// <summary>Wrong answers it bears; null for any number.</summary>
    public virtual Attempts? Attempts => null;

    /// <summary>What happens when nobody answers here.</summary>
    public virtual Timeouts Timeouts => Timeouts.None;

    /// <summary>Words that have a meaning in this state only, and where they lead: <c>resend</c>.</summary>
    public virtual ImmutableArray<(string Word, string Target)> Commands => [];

    /// <summary>Arrives: speaks, calls, or goes on.</summary>
    internal abstract void Enter(TurnContext context);

    /// <summary>Hears the person while it waits. Only called when <see cref="Waits"/>.</summary>
    internal virtual void Handle(TurnContext context, Input input) => throw new InvalidOperationException($"State {Name} of kind {Kind} does not wait.");

    /// <summary>Says again what it waits for.</summary>
    internal virtual void Ask(TurnContext context) { }

    /// <summary>Where a walk passes through because its result still stands; null when it must be entered.</summary>
    internal virtual (string Trigger, string To)? Passes(FlowRun run, DateTimeOffset at) => null;
}

/// <summary>A message a state may say.</summary>
/// <param name="Arguments">Values it is given besides the flow's slots.</param>
/// <param name="Choices">Label keys it offers; null when it offers none.</param>
/// <param name="DataChoices">It offers rows that come from data, any number of any length.</param>
public sealed record MessageUse(string Key, SourceLocation At, ImmutableArray<string> Arguments, ImmutableArray<string>? Choices = null, bool DataChoices = false);
