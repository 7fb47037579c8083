using System.Collections.Immutable;
using Bot.Engine.Flows;

namespace Bot.Engine.Loading;

/// <summary>A flow as nodes and edges, to be drawn. In the order of the file, so the same flow always gives the same graph.</summary>
/// <param name="Start">Name of the node it starts in.</param>
public sealed record FlowGraph(string Flow, string Start, ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges)
{
    public static FlowGraph Of(Flow flow)
    {
        var nodes = flow.States.Select(state => new GraphNode(state.Name, state.Kind, state.Detail)).ToImmutableArray();
        var edges =
            from state in flow.States
            from edge in flow.TransitionsOf(state).Select(edge => new GraphEdge(state.Name, edge.To, edge.Trigger, edge.When?.ToString() ?? ""))
                .Concat(Edits(state))
            where flow.Find(edge.To) is not null
            select edge;
        return new(flow.Name, flow.Start, nodes, [.. edges]);
    }

    /// <summary>A branch to "which answer do you want to change" comes back to its own question.</summary>
    private static IEnumerable<GraphEdge> Edits(State state) =>
        from branch in state.Branches
        where branch.Edit
        select new GraphEdge(state.Name, state.Name, "edit", branch.When?.ToString() ?? "");
}

/// <param name="Kind">The kind of the state: <c>ask</c>, <c>call</c>.</param>
/// <param name="Detail">What it asks for, offers, calls or runs; empty for other kinds.</param>
public sealed record GraphNode(string Name, string Kind, string Detail);

/// <param name="Trigger">As in <see cref="TransitionDefinition.Trigger"/>, or <c>edit</c>.</param>
/// <param name="Condition">When it is taken, in words; empty for always.</param>
public sealed record GraphEdge(string From, string To, string Trigger, string Condition);
