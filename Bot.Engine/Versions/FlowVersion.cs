using System.Collections.Frozen;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Checks;

namespace Bot.Engine.Versions;

/// <summary>All flows of one version with their messages, as sessions run on them beside other versions. Nothing of it ever changes.</summary>
public sealed class FlowVersion
{
    private readonly FrozenDictionary<(string Flow, string State), FrozenSet<string>> _set;

    /// <param name="number">From 1.</param>
    /// <param name="machine">Of sound flows.</param>
    /// <param name="renderer">Says their messages.</param>
    public FlowVersion(int number, StateMachine machine, IMessageRenderer renderer)
    {
        ArgumentNullException.ThrowIfNull(machine);
        (Number, Machine, Renderer) = (number, machine, renderer);
        var certain = new FlowAnalysis(Flows.All, Flows.Entry.Name).CertainSlots;
        _set = (from flow in Flows.All
                from state in certain.Of(flow) ?? new Dictionary<string, HashSet<string>>()
                select KeyValuePair.Create((flow.Name, state.Key), state.Value.ToFrozenSet(StringComparer.Ordinal))).ToFrozenDictionary();
    }

    public int Number { get; }

    public StateMachine Machine { get; }

    public IMessageRenderer Renderer { get; }

    public FlowSet Flows => Machine.Flows;

    /// <summary>Slots that are set whenever a state is entered, on every way that leads there.</summary>
    internal FrozenSet<string> SetAt(string flow, string state) => _set.GetValueOrDefault((flow, state), []);
}
