using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Lives;
using Stateless.Reflection;

namespace Bot.Engine.Loading;

/// <summary>A machine as nodes and edges, to be drawn; in the order of its configuration, so that the same one always gives the same graph.</summary>
/// <param name="Flow">Name of the flow, or of what else lives by the machine.</param>
/// <param name="Start">Name of the node it starts in.</param>
/// <param name="ByChoice">Triggers that lead from every question to one that is chosen when they are fired; too many ways to be drawn.</param>
public sealed record FlowGraph(string Flow, string Start, ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges, ImmutableArray<string> ByChoice)
{
    /// <summary>What the flow's own machine tells of itself.</summary>
    public static FlowGraph Of(Flow flow)
    {
        var states = flow.Machine.Info.States.Select(info => (Info: info, StateOf(info).State)).Where(found => found.State != flow.Machine.Lost).ToList();
        var edges =
            from found in states
            from way in found.Info.FixedTransitions
            select EdgeOf(flow, found.State, ((Trigger)way.Trigger.UnderlyingTrigger).Name, StateOf(way.DestinationState).State.Name);
        var chosen =
            from found in states
            from way in found.Info.DynamicTransitions
            select ((Trigger)way.Trigger.UnderlyingTrigger).Name;
        return new(flow.Name, flow.Start, [.. states.Select(found => new GraphNode(found.State.Name, found.State.Kind, found.State.Detail))], [.. edges],
            [.. chosen.Distinct().Where(trigger => trigger is FlowMachine.Back or FlowMachine.Edit or FlowMachine.Operator)]);
    }

    /// <summary>The life of a kind of record, as its machine tells it; moves that lead from one state to the same other stand on one edge.</summary>
    public static FlowGraph Of(ILife life)
    {
        var edges =
            from state in life.Info.States
            from way in WaysOf(state)
            group way.Move by (From: WordOf(state), way.To) into moves
            select new GraphEdge(moves.Key.From, moves.Key.To, string.Join(", ", moves), "");
        return new(life.Name, WordOf(life.Info.InitialState), [.. life.Info.States.Select(state => new GraphNode(WordOf(state), "", ""))], [.. edges], []);
    }

    private static IEnumerable<(string Move, string To)> WaysOf(StateInfo state) =>
        state.FixedTransitions.Select(way => (WordOf(way.Trigger.UnderlyingTrigger), WordOf(way.DestinationState))).Concat(
            from way in state.DynamicTransitions
            from to in way.PossibleDestinationStates
            select (WordOf(way.Trigger.UnderlyingTrigger), WordOf(to.DestinationState)));

    /// <summary>As words are written on the wire: <c>inStock</c>.</summary>
    private static string WordOf(object word) =>
        (word is StateInfo state ? state.UnderlyingState : word).ToString() is { Length: > 0 } name ? char.ToLowerInvariant(name[0]) + name[1..] : "";

    private static StateNode StateOf(StateInfo info) => (StateNode)info.UnderlyingState;

    /// <summary>A branch to "which answer do you want to change" comes back to its own question.</summary>
    private static GraphEdge EdgeOf(Flow flow, State from, string trigger, string to) =>
        flow.TransitionsOf(from).FirstOrDefault(way => way.Trigger == trigger) is { } way ? new(from.Name, to, trigger, way.When?.ToString() ?? "")
        : new(from.Name, to, "edit", from.Edits.First(edit => edit.Trigger == trigger).When?.ToString() ?? "");
}

/// <param name="Kind">The kind of the state: <c>ask</c>, <c>call</c>.</param>
/// <param name="Detail">What it asks for, offers, calls or runs; empty for other kinds.</param>
public sealed record GraphNode(string Name, string Kind, string Detail);

/// <param name="Trigger">As in <see cref="TransitionDefinition.Trigger"/>, or <c>edit</c>.</param>
/// <param name="Condition">When it is taken, in words; empty for always.</param>
public sealed record GraphEdge(string From, string To, string Trigger, string Condition);
