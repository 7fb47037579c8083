using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Promises;
using Bot.Engine.Sessions;

namespace Bot.Engine.Proving;

/// <summary>The states of an exploration, and what leads from one to another.</summary>
internal sealed class ProofGraph
{
    private readonly List<ProofNode> _nodes = [];
    private readonly List<(int From, int To, bool IsEscape)> _edges = [];
    private readonly HashSet<int> _ending = [];

    public int Count => _nodes.Count;

    public ProofNode this[int node] => _nodes[node];

    public IReadOnlyList<(int From, int To, bool IsEscape)> Edges => _edges;

    /// <summary>States from which the flow comes to one of its ends.</summary>
    public IReadOnlySet<int> Ending => _ending;

    public int Add(ProofNode node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    public void Connect(int from, int to, bool isEscape, bool isEnd)
    {
        _edges.Add((from, to, isEscape));
        if (isEnd) _ending.Add(from);
    }

    public ImmutableArray<Move> MovesTo(int node)
    {
        var pieces = new Stack<ImmutableArray<Move>>();
        for (; node > 0; node = _nodes[node].From) pieces.Push(_nodes[node].Moves);
        return [.. pieces.SelectMany(piece => piece)];
    }

    public string PlaceOf(int node) => _nodes[node].Session.Top is { } top ? $"{top.Flow}/{top.State}" : "(ended)";
}

/// <summary>A state of an exploration, with the session that came to it first.</summary>
/// <param name="From">The state before it; -1 for the first.</param>
/// <param name="Moves">What led here from there.</param>
/// <param name="IsOver">The flow that is explored is over.</param>
/// <param name="IsSeldom">What changes nothing is tried too.</param>
internal sealed record ProofNode(Session Session, RunWatch Watch, ImmutableArray<TimerRequest> Timers, int From, ImmutableArray<Move> Moves, bool IsOver,
    bool IsSeldom);
