namespace Bot.Engine.Proving;

/// <summary>States that are to be gone on from, the best way first; a state stands in it once for each way that was better than those before.</summary>
internal sealed class ProofOrder
{
    private readonly SortedDictionary<Cost, List<int>> _waiting = [];

    public void Add(Cost cost, int node)
    {
        if (!_waiting.TryGetValue(cost, out var nodes)) _waiting.Add(cost, nodes = []);
        nodes.Add(node);
    }

    /// <summary>All of the lowest cost; empty when nothing is left.</summary>
    public (Cost Cost, List<int> Nodes) Take()
    {
        if (_waiting.Count == 0) return (default, []);

        var (cost, nodes) = _waiting.First();
        _waiting.Remove(cost);
        return (cost, nodes);
    }
}
