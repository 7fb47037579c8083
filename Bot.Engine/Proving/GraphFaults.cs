using Bot.Engine.Flows;

namespace Bot.Engine.Proving;

/// <summary>Faults that no single turn shows: places without an end, questions without an answer, calls that go round.</summary>
/// <remarks>Of states that were not gone on from nothing is known: they count as if an end could be reached from them.</remarks>
internal sealed class GraphFaults(ProofGraph graph, Flow flow, FindingList findings)
{
    public void Find()
    {
        FindNoEnds(new(graph.Count, [.. graph.Onward]), new(graph.Count, [.. graph.Onward.Select(way => (way.To, way.From))]));
        FindRounds(new(graph.Count, [.. graph.Onward]));
    }

    private void FindNoEnds(Neighbours onward, Neighbours back)
    {
        var mayEnd = new bool[graph.Count];
        var next = new Queue<int>(graph.Ending.Concat(Enumerable.Range(0, graph.Count).Where(node => !graph[node].IsGoneOnFrom)));
        foreach (var known in next) mayEnd[known] = true;
        while (next.TryDequeue(out var node))
        {
            foreach (var before in back.Of(node))
            {
                if (mayEnd[before]) continue;
                mayEnd[before] = true;
                next.Enqueue(before);
            }
        }

        for (var node = 0; node < graph.Count; node++)
        {
            var at = graph[node];
            if (mayEnd[node] || at.IsOver || at.Depth > 1) continue;

            var isWait = at.Pending is null && StaysAt(at.Place, onward.Of(node));
            findings.Add(isWait ? FindingKinds.Wait : FindingKinds.NoEnd, graph.PlaceOf(node),
                isWait ? "no answer leads on from here" : "no end can be reached from here but by leaving", graph.MovesTo(node));
        }
    }

    private bool StaysAt((string Flow, string State) place, ReadOnlySpan<int> onward)
    {
        foreach (var to in onward)
        {
            if (graph[to].Place != place)
                return false;
        }

        return true;
    }

    /// <summary>Calls that lead to calls and back, without a person in between.</summary>
    private void FindRounds(Neighbours onward)
    {
        // 0 not seen, 1 on the way, 2 done.
        var seen = new byte[graph.Count];
        for (var root = 0; root < graph.Count; root++)
        {
            if (seen[root] != 0 || !IsCalling(root)) continue;

            var way = new Stack<(int Node, int Next)>([(root, 0)]);
            seen[root] = 1;
            while (way.TryPop(out var at))
            {
                if (at.Next == onward.Of(at.Node).Length)
                {
                    seen[at.Node] = 2;
                    continue;
                }

                way.Push((at.Node, at.Next + 1));
                var to = onward.Of(at.Node)[at.Next];
                if (!IsCalling(to) || SamePlace(to, at.Node)) continue;
                if (seen[to] == 1)
                {
                    findings.Add(FindingKinds.Loop, graph.PlaceOf(to), $"{flow.Name} calls and comes back here without a person", graph.MovesTo(at.Node));
                }
                else if (seen[to] == 0)
                {
                    seen[to] = 1;
                    way.Push((to, 0));
                }
            }
        }
    }

    /// <summary>What is sent while a call is under way leaves the call where it is.</summary>
    private bool SamePlace(int one, int other) => graph[one].Pending == graph[other].Pending;

    private bool IsCalling(int node) => graph[node] is { IsOver: false, Pending: not null, Depth: 1 };

    /// <summary>What each state leads to, in two arrays.</summary>
    private sealed class Neighbours
    {
        private readonly int[] _first;
        private readonly int[] _all;

        public Neighbours(int count, (int From, int To)[] ways)
        {
            (_first, _all) = (new int[count + 1], new int[ways.Length]);
            foreach (var (from, _) in ways) _first[from + 1]++;
            for (var i = 0; i < count; i++) _first[i + 1] += _first[i];
            var next = _first.AsSpan(0, count).ToArray();
            foreach (var (from, to) in ways) _all[next[from]++] = to;
        }

        public ReadOnlySpan<int> Of(int node) => _all.AsSpan(_first[node], _first[node + 1] - _first[node]);
    }
}
