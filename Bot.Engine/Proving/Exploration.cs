using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Proving;

/// <summary>Goes through everything that can happen in one flow, the best ways first: the first way to a state is the best one.</summary>
/// <param name="straight">Ways with fewer departures come first, and among those the shorter ones; else the shorter ones come first.</param>
/// <param name="enough">Ends it at the first fault of which it holds; null to go on.</param>
/// <param name="soFar">Hears of states and transitions now and then; null where that is not asked.</param>
internal sealed class Exploration(ProofStage stage, Flow flow, ProofBounds bounds, bool straight = false, Func<Finding, bool>? enough = null,
    Action<int, long>? soFar = null)
{
    /// <summary>States that are gone on from at once; between two such pieces the new ones are sorted out, in order.</summary>
    private const int Piece = 512;

    /// <summary>In so many of its states of the exploration everything is tried at a state of the flow; in the others what may change something.</summary>
    private const int SeldomStates = 3;

    private readonly Expansion _expansion = new(stage, flow);
    private readonly ProofGraph _graph = new();
    private readonly ProofOrder _order = new();
    private readonly FindingList _findings = new(enough);
    private readonly Dictionary<UInt128, int> _known = [];
    private readonly Dictionary<(string, string, bool, string), int> _places = [];
    private readonly Dictionary<Way, (int From, ImmutableArray<Move> Moves)> _ways = [];
    private readonly SortedDictionary<string, (int From, ImmutableArray<Move> Moves)> _ends = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _entered = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string, bool)> _rendered = [];
    private readonly bool _goesRound = stage.GoesRound(flow);
    private Cost _at;
    private long _transitions;

    /// <summary>A state was come to.</summary>
    public bool Knows(UInt128 key) => _known.ContainsKey(key);

    /// <param name="cancel">Ends it where it is; what was not looked at is told.</param>
    public Proof Run(CancellationToken cancel)
    {
        Take(-1, _expansion.Begin());
        for (var (cost, nodes) = _order.Take(); nodes.Count > 0; (cost, nodes) = _order.Take())
        {
            _at = cost;
            foreach (var piece in nodes.Where(node => !_graph[node].IsGoneOnFrom && _graph[node].Cost == cost).Chunk(Piece))
            {
                if (_findings.IsEnough || _graph.Count > bounds.States || cancel.IsCancellationRequested) return Told(cancel.IsCancellationRequested);

                GoOn(piece);
            }
        }

        return Told(false);
    }

    private void GoOn(int[] piece)
    {
        var expanded = new List<Tried>[piece.Length];
        Parallel.For(0, piece.Length, i => expanded[i] = [.. _expansion.Of(_graph[piece[i]].At!, _graph[piece[i]].IsSeldom)]);
        for (var i = 0; i < piece.Length; i++)
        {
            _graph[piece[i]].Leave();
            foreach (var tried in expanded[i]) Take(piece[i], tried);
        }

        soFar?.Invoke(_graph.Count, _transitions);
    }

    private Proof Told(bool wasLate)
    {
        new GraphFaults(_graph, flow, _findings).Find();
        foreach (var (end, (from, moves)) in _ends)
        {
            var way = _graph.MovesTo(from).AddRange(moves);
            if (way.Count(move => move is not (ReturnMove or SilenceMove)) is var said && said > bounds.Longest)
                _findings.Add(FindingKinds.TooLong, $"{flow.Name}/{end}", $"the shortest way there takes {said} messages", way);
        }

        return new(flow.Name, _graph.Count, _transitions, [.. Uncovered(wasLate)], _findings.All,
            _ends.ToImmutableSortedDictionary(end => end.Key, end => _graph.MovesTo(end.Value.From).AddRange(end.Value.Moves), StringComparer.Ordinal),
            _ways.ToDictionary(way => way.Key, way => _graph.MovesTo(way.Value.From).AddRange(way.Value.Moves)),
            _entered.ToImmutableSortedDictionary(entered => entered.Key, entered => _graph.MovesTo(entered.Value), StringComparer.Ordinal));
    }

    private IEnumerable<string> Uncovered(bool wasLate)
    {
        foreach (var other in stage.UncoveredIn(flow)) yield return other;

        var left = Enumerable.Range(0, _graph.Count).Count(node => _graph[node] is { IsGoneOnFrom: false, IsOver: false });
        if (left == 0) yield break;

        var why = _findings.IsEnough ? "a fault was found" : wasLate ? "the time was over" : string.Create(CultureInfo.InvariantCulture, $"more than {bounds.States}");
        var until = straight
            ? _at.Departures == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; every conversation with fewer than {_at.Departures} departures from the straight way was gone through")
            : string.Create(CultureInfo.InvariantCulture, $"; every conversation of up to {_at.Moves} moves was gone through");
        yield return string.Create(CultureInfo.InvariantCulture, $"{left} of {_graph.Count} states were not gone on from: {why}{until}");
    }

    private void Take(int from, Tried tried)
    {
        _transitions += Math.Max(tried.Moves.Length, 1);
        var (made, place) = (tried.Outcome, from < 0 ? $"{flow.Name}/{flow.Start}" : _graph.PlaceOf(from));
        if (made.Fault is { } fault)
        {
            var kind = fault.Message.StartsWith("More than ", StringComparison.Ordinal) ? FindingKinds.Loop : FindingKinds.Throws;
            _findings.Add(kind, place, fault is InvalidOperationException ? fault.Message : fault.GetType().Name, () => Way(from, tried));
            return;
        }

        if (made.Turn is not { } turn) return;

        foreach (var broken in made.Broken) _findings.Add(broken.Rule, place, broken.What, () => Way(from, tried));
        Render(from, tried, turn, place);
        foreach (var step in turn.Path)
        {
            if (step.Flow == flow.Name) _ways.TryAdd(new(step.Flow, step.From, step.Trigger, step.To), (from, tried.Moves));
        }

        var end = turn.Path.LastOrDefault(step => step.Flow == flow.Name && step is { Trigger: "end", To: "" });
        if (end is not null) _ends.TryAdd(end.From, (from, tried.Moves));
        var to = Arrive(from, tried, turn);
        if (from < 0) return;

        var isEnd = end is not null || (_goesRound && _graph[from].Depth == 1 && turn.Session.Frames.Length > 1);
        _graph.Connect(from, to, tried.IsEscape, isEnd && !tried.IsEscape);
    }

    /// <returns>The state that it comes to, which may be known.</returns>
    private int Arrive(int from, Tried tried, Turn turn)
    {
        var before = from < 0 ? default : _graph[from].Cost;
        var cost = new Cost(straight ? before.Departures + tried.Departures : 0, before.Moves + tried.Moves.Length);
        if (_known.TryGetValue(tried.Outcome.Key, out var to))
        {
            if (_graph[to] is not { IsGoneOnFrom: false, IsOver: false } known || cost >= known.Cost) return to;

            known.Improve(new(from, tried.Moves, cost, new(turn.Session, tried.Outcome.Watch, turn.Timers)));
            _order.Add(cost, to);
            return to;
        }

        var isOver = turn.Session.Frames.All(frame => frame.Flow != flow.Name);
        to = _graph.Add(new(new(from, tried.Moves, cost, new(turn.Session, tried.Outcome.Watch, turn.Timers)), isOver, IsSeldom(turn.Session)));
        _known.Add(tried.Outcome.Key, to);
        if (turn.Session.Frames.Length > 1 && turn.Session.Top is { } above) _entered.TryAdd(above.Flow, to);
        if (!isOver) _order.Add(cost, to);
        return to;
    }

    /// <summary>One of the first states of the exploration at a state of the flow.</summary>
    private bool IsSeldom(Session session)
    {
        if (session.Top is not { } top) return false;

        var place = (top.Flow, top.State, session.Pending is not null, session.Interrupt?.Kind ?? "");
        var before = _places.GetValueOrDefault(place);
        _places[place] = before + 1;
        return before < SeldomStates;
    }

    /// <summary>Every message is made once, with what stands in it then, and once with something to tap.</summary>
    private void Render(int from, Tried tried, Turn turn, string place)
    {
        foreach (var reply in turn.Replies)
        {
            if (!_rendered.Add((reply.Flow, reply.Message, reply.Choices.IsEmpty)) || stage.FaultOf(reply) is not { } fault) continue;
            _findings.Add(FindingKinds.Message, place, $"{reply.Message}: {fault}", () => Way(from, tried));
        }
    }

    private ImmutableArray<Move> Way(int from, Tried tried) => from < 0 ? [] : _graph.MovesTo(from).AddRange(tried.Moves);
}
