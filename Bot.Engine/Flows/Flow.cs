using System.Collections.Immutable;
using Bot.Engine.Inputs;
using Bot.Engine.Values;

namespace Bot.Engine.Flows;

/// <summary>A state machine as written in one <c>flow.yaml</c>. Immutable; whole once it has passed the checks.</summary>
public sealed class Flow
{
    private readonly NameIndex<State> _byName;
    private readonly NameIndex<SlotDefinition> _slots;
    private readonly NameIndex<Dependants> _depending;

    public Flow(string name, string file, string hash, string start, ImmutableArray<string> needs, ImmutableArray<SlotDefinition> slots,
        ImmutableArray<State> states, Timeouts timeouts, SourceLocation at)
    {
        (Name, File, Hash, Start, Needs, Slots, States, Timeouts, At) = (name, file, hash, start, needs, slots, states, timeouts, at);
        _byName = new(states, state => state.Name);
        _slots = new(slots, slot => slot.Name);
        _depending = new([.. slots.Select(slot => Dependants.Of(slot.Name, states, slots))], dependants => dependants.Slot);
        Machine = new(this);
    }

    public string Name { get; }

    /// <summary>Path of its file as it was given to the loader.</summary>
    public string File { get; }

    /// <summary>Hex SHA-256 of the file.</summary>
    public string Hash { get; }

    public string Start { get; }

    /// <summary>
    /// Scope that a key of the API needs to see this flow's conversations, besides the one that opens the sessions; empty for none. Written
    /// <c>scope: leads</c>.
    /// </summary>
    public string Scope { get; init; } = "";

    /// <summary>Words of its own that its states may give a meaning to; what people say for them stands in the shared messages files.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Where it keeps answers: the tables it declares, and those that a state names without that.</summary>
    public ImmutableArray<ResultTable> Results { get; init; } = [];

    /// <summary>Where menus that are made of the flows offer it; null where they do not. Written <c>menu: { order: 10, label: loan }</c>.</summary>
    public MenuPlace? Menu { get; init; }

    /// <summary>Languages it is written in; empty for all that there are. A person with another one is answered in what stands in for it. Written
    /// <c>languages: [en, hi]</c>.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>Where it says so; null where it does not.</summary>
    public SourceLocation? LanguagesAt { get; init; }

    /// <summary>Names that it had before: a session in one of them is in this flow. Written <c>renamed: tyre-visit</c>.</summary>
    public ImmutableArray<string> Renamed { get; init; } = [];

    /// <summary>Where its earlier states went: a session on one of them stands on the other. Written <c>moved: { town: city }</c>.</summary>
    public ImmutableArray<MovedState> Moved { get; init; } = [];

    /// <summary>Keys of the labels of options that are not offered here, because the flow they run cannot: <c>agentMenu.reKyc</c>.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Slots that a flow which starts it must bring.</summary>
    public ImmutableArray<string> Needs { get; }

    public ImmutableArray<SlotDefinition> Slots { get; }

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<State> States { get; }

    /// <summary>What holds for every question that says nothing else.</summary>
    public Timeouts Timeouts { get; }

    public SourceLocation At { get; }

    /// <summary>What moves its runs.</summary>
    internal FlowMachine Machine { get; }

    public State? Find(string name) => _byName.Find(name);

    public SlotDefinition? Slot(string name) => _slots.Find(name);

    /// <summary>Every way out of a state, the flow's own expiry among them.</summary>
    public IEnumerable<TransitionDefinition> TransitionsOf(State state) =>
        state.Listens && state.Timeouts.Expire is null && Timeouts.Expire is { } expire
            ? state.Transitions.Append(new("expire", expire.Next, expire.At))
            : state.Transitions;

    /// <summary>What no longer stands when a slot changes: the results of states that are computed from it, and the slots that are answers about it.</summary>
    internal (ImmutableArray<State> States, ImmutableArray<string> Answers) DependingOn(string slot) =>
        _depending.Find(slot) is { } dependants ? (dependants.States, dependants.Answers) : ([], []);

    private sealed record Dependants(string Slot, ImmutableArray<State> States, ImmutableArray<string> Answers)
    {
        public static Dependants Of(string slot, ImmutableArray<State> states, ImmutableArray<SlotDefinition> slots) =>
            new(slot, [.. states.Where(state => state.ComputesFrom.Contains(slot))],
                [.. slots.Where(other => other.DependsOn.Contains(slot)).Select(other => other.Name)]);
    }
}

/// <summary>What became of a state that a flow no longer has.</summary>
/// <param name="From">Its name in earlier files.</param>
/// <param name="To">The state that stands in its place.</param>
public sealed record MovedState(string From, string To, SourceLocation At);

/// <summary>A slot as a flow declares it.</summary>
/// <param name="TypeName">An input type, or one of <see cref="Shapes"/>.</param>
/// <param name="Type">The input type; null for shapes.</param>
/// <param name="Personal">Masked wherever shown, never logged.</param>
/// <param name="DependsOn">Slots that this one is an answer about: when one of them changes, this is unset and asked again.</param>
public sealed record SlotDefinition(string Name, string TypeName, InputType? Type, bool Personal, ImmutableArray<string> DependsOn, SourceLocation At)
{
    /// <summary>Fields of a record that are personal although the record is not: <c>personal: [name, mobile]</c>.</summary>
    public ImmutableArray<string> PersonalFields { get; init; } = [];

    /// <summary>What only a partner understands: left out wherever slots are shown, with every scope.</summary>
    public bool Hidden { get; init; }

    /// <summary>Slot types that no one types in: filled by calls and choices.</summary>
    public static IReadOnlyList<string> Shapes { get; } = ["record", "list", "choice", "value"];

    /// <summary>Whether a value has the slot's shape. What a person answers has: its type has read it.</summary>
    internal bool Fits(Value value) => TypeName switch
    {
        "list" => value is ListValue,
        "record" => value is RecordValue,
        "choice" or "value" => value is TextValue,
        _ => true,
    };
}
