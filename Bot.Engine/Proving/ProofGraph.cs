using System.Collections.Immutable;

namespace Bot.Engine.Proving;

/// <summary>The states of an exploration, and what leads from one to another.</summary>
internal sealed class ProofGraph
{
    private readonly List<ProofNode> _nodes = [];
    private readonly List<(int From, int To)> _onward = [];
    private readonly HashSet<int> _ending = [];

    public int Count => _nodes.Count;

    public ProofNode this[int node] => _nodes[node];

    /// <summary>What leads on; ways that lead out of any place are none of them, nor those that lead back to where they begin.</summary>
    public IReadOnlyList<(int From, int To)> Onward => _onward;

    /// <summary>States from which the flow comes to one of its ends.</summary>
    public IReadOnlySet<int> Ending => _ending;

    public int Add(ProofNode node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    public void Connect(int from, int to, bool isEscape, bool isEnd)
    {
        if (!isEscape && from != to) _onward.Add((from, to));
        if (isEnd) _ending.Add(from);
    }

    /// <summary>A way that is not followed: nothing is known of it, so it may end there.</summary>
    public void LeaveOpen(int from) => _ending.Add(from);

    public ImmutableArray<Move> MovesTo(int node)
    {
        var pieces = new Stack<ImmutableArray<Move>>();
        for (; node > 0; node = _nodes[node].From) pieces.Push(_nodes[node].Moves);
        return [.. pieces.SelectMany(piece => piece)];
    }

    public string PlaceOf(int node) => _nodes[node].Place is { Flow.Length: > 0 } place ? $"{place.Flow}/{place.State}" : "(ended)";
}
