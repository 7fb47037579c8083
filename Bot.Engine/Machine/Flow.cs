using System.Collections.Frozen;
using System.Collections.Immutable;
using Bot.Engine.Inputs;

namespace Bot.Engine.Machine;

/// <summary>A state machine as written in one <c>flow.yaml</c>. Immutable; whole once it has passed the checks.</summary>
public sealed class Flow
{
    private readonly FrozenDictionary<string, State> _byName;
    private readonly FrozenDictionary<string, SlotDefinition> _slots;
    private readonly FrozenDictionary<string, (ImmutableArray<State> States, ImmutableArray<string> Answers)> _depending;

    public Flow(string name, string file, string hash, string start, ImmutableArray<string> needs, ImmutableArray<SlotDefinition> slots, ImmutableArray<State> states, Patience patience, Mark at)
    {
        (Name, File, Hash, Start, Needs, Slots, States, Patience, At) = (name, file, hash, start, needs, slots, states, patience, at);
        _byName = states.DistinctBy(state => state.Name).ToFrozenDictionary(state => state.Name, StringComparer.Ordinal);
        _slots = slots.DistinctBy(slot => slot.Name).ToFrozenDictionary(slot => slot.Name, StringComparer.Ordinal);
        _depending = slots.DistinctBy(slot => slot.Name).ToFrozenDictionary(
            slot => slot.Name,
            slot => (states.Where(state => state.ComputesFrom.Contains(slot.Name)).ToImmutableArray(), slots.Where(other => other.DependsOn.Contains(slot.Name)).Select(other => other.Name).ToImmutableArray()),
            StringComparer.Ordinal);
    }

    public string Name { get; }

    /// <summary>Path of its file as it was given to the loader.</summary>
    public string File { get; }

    /// <summary>Hex SHA-256 of the file.</summary>
    public string Hash { get; }

    public string Start { get; }

    /// <summary>Slots whoever starts it must bring.</summary>
    public ImmutableArray<string> Needs { get; }

    public ImmutableArray<SlotDefinition> Slots { get; }

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<State> States { get; }

    /// <summary>What holds for every question that says nothing else.</summary>
    public Patience Patience { get; }

    public Mark At { get; }

    public State? Find(string name) => _byName.GetValueOrDefault(name);

    public SlotDefinition? Slot(string name) => _slots.GetValueOrDefault(name);

    /// <summary>Every way out of a state, the flow's own expiry among them.</summary>
    public IEnumerable<Edge> EdgesOf(State state) =>
        state.Listens && state.Patience.Expire is null && Patience.Expire is { } expire ? state.Edges.Append(new("expire", expire.Next, expire.At)) : state.Edges;

    /// <summary>What no longer stands when a slot changes: the results of states that are computed from it, and the slots that are answers about it.</summary>
    internal (ImmutableArray<State> States, ImmutableArray<string> Answers) DependingOn(string slot) => _depending.TryGetValue(slot, out var depending) ? depending : ([], []);
}

/// <summary>A slot as a flow declares it.</summary>
/// <param name="TypeName">An input type, or one of <see cref="Shapes"/>.</param>
/// <param name="Type">The input type; null for shapes.</param>
/// <param name="Personal">Masked wherever shown, never logged.</param>
/// <param name="DependsOn">Slots that this one is an answer about: when one of them changes, this is unset and asked again.</param>
public sealed record SlotDefinition(string Name, string TypeName, InputType? Type, bool Personal, ImmutableArray<string> DependsOn, Mark At)
{
    /// <summary>Slot types that no one types in: filled by calls and choices.</summary>
    public static IReadOnlyList<string> Shapes { get; } = ["record", "list", "choice", "value"];
}

/// <summary>All flows of a product and the one that answers a stranger.</summary>
public sealed class FlowSet(IReadOnlyList<Flow> flows, string entry)
{
    private readonly FrozenDictionary<string, Flow> _byName = flows.ToFrozenDictionary(flow => flow.Name, StringComparer.Ordinal);

    public IReadOnlyList<Flow> All { get; } = flows;

    public Flow Entry => _byName[entry];

    public Flow? Find(string name) => _byName.GetValueOrDefault(name);
}
