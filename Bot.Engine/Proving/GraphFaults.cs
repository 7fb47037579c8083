using Bot.Engine.Flows;

namespace Bot.Engine.Proving;

/// <summary>Faults that no single turn shows: places without an end, questions without an answer, calls that go round.</summary>
/// <param name="gone">So many states were gone on from; of the others nothing is known.</param>
internal sealed class GraphFaults(ProofGraph graph, Flow flow, int gone, FindingList findings)
{
    public void Find()
    {
        var (onward, back) = (new List<int>[graph.Count], new List<int>[graph.Count]);
        for (var i = 0; i < graph.Count; i++) (onward[i], back[i]) = ([], []);
        foreach (var (from, to, isEscape) in graph.Edges)
        {
            if (isEscape) continue;
            onward[from].Add(to);
            back[to].Add(from);
        }

        FindNoEnds(onward, back);
        FindRounds(onward);
    }

    private void FindNoEnds(List<int>[] onward, List<int>[] back)
    {
        var mayEnd = new bool[graph.Count];
        var next = new Queue<int>(graph.Ending.Concat(Enumerable.Range(gone, graph.Count - gone)));
        foreach (var known in next) mayEnd[known] = true;
        while (next.TryDequeue(out var node))
        {
            foreach (var before in back[node].Where(before => !mayEnd[before]))
            {
                mayEnd[before] = true;
                next.Enqueue(before);
            }
        }

        for (var node = 0; node < gone; node++)
        {
            var at = graph[node];
            if (mayEnd[node] || at.IsOver || at.Session.Frames.Length > 1) continue;

            var state = at.Session.Top!.State;
            var isWait = at.Session.Pending is null && onward[node].TrueForAll(to => graph[to].Session.Top?.State == state);
            findings.Add(isWait ? FindingKinds.Wait : FindingKinds.NoEnd, graph.PlaceOf(node),
                isWait ? "no answer leads on from here" : "no end can be reached from here but by leaving", graph.MovesTo(node));
        }
    }

    /// <summary>Calls that lead to calls and back, without a person in between.</summary>
    private void FindRounds(List<int>[] onward)
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
                if (at.Next == onward[at.Node].Count)
                {
                    seen[at.Node] = 2;
                    continue;
                }

                way.Push((at.Node, at.Next + 1));
                var to = onward[at.Node][at.Next];
                if (!IsCalling(to) || to == at.Node || SamePlace(to, at.Node)) continue;
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
    private bool SamePlace(int one, int other) => graph[one].Session.Pending!.Id == graph[other].Session.Pending!.Id;

    private bool IsCalling(int node) => graph[node] is { IsOver: false, Session: { Pending: not null, Frames.Length: 1 } };
}
