using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Promises;
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

    private readonly Expansion _expansion = new(stage, flow, straight);
    private readonly ProofGraph _graph = new();
    private readonly ProofOrder _order = new();
    private readonly FindingList _findings = new(enough);
    private readonly Dictionary<UInt128, int> _known = [];
    private readonly Dictionary<(string, string, bool, string), int> _places = [];
    private readonly Dictionary<Way, (int From, ImmutableArray<Move> Moves)> _ways = [];
    private readonly SortedDictionary<string, (int From, ImmutableArray<Move> Moves)> _ends = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _entered = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string, bool)> _rendered = [];
    private readonly FlowPromises _promises = stage.PromisesOf(flow);
    private readonly bool _goesRound = stage.GoesRound(flow);
    private Cost _at;
    private long _transitions;
    private int _waiting;
    private long _notFollowed;

    /// <summary>A session stands in a state that was come to. A photo that was sent ahead makes none of its own before a question for one is asked, nor does a
    /// human who has the word, but in few states of each state of the flow.</summary>
    public bool Knows(Session session, RunWatch watch) => Find(stage.Key.Of(session), session, watch, Cost.Most) >= 0
        || (session is { Deferred.Length: 1, Top: { } top } && (session.Pending is not null || flow.Find(top.State) is not { IsQuestion: true })
            && Knows(session with { Deferred = [] }, watch))
        || (session.WithHuman && Knows(session with { WithHuman = false }, watch));

    /// <param name="cancel">Ends it where it is; what was not looked at is told.</param>
    public Proof Run(CancellationToken cancel)
    {
        _transitions = 1;
        Take(-1, _expansion.Begin());
        for (var (cost, nodes) = _order.Take(); nodes.Count > 0; (cost, nodes) = _order.Take())
        {
            // Of what is further away not everything was kept.
            if (_notFollowed > 0 && cost.Departures > _at.Departures) break;

            _at = cost;
            foreach (var piece in nodes.Where(node => !_graph[node].IsGoneOnFrom && _graph[node].Cost == cost).Chunk(Piece))
            {
                if (_findings.IsEnough || _graph.Count > bounds.States || cancel.IsCancellationRequested) return Told(cancel.IsCancellationRequested);

                GoOn(piece);
            }
        }

        if (_notFollowed > 0) _at = _at with { Departures = _at.Departures + 1 };
        return Told(false);
    }

    private void GoOn(int[] piece)
    {
        var steps = new List<Step>[piece.Length];
        Parallel.For(0, piece.Length, i => steps[i] = Look(_graph[piece[i]]));
        for (var i = 0; i < piece.Length; i++)
        {
            _graph[piece[i]].Leave();
            _waiting--;
            if (_graph[piece[i]] is { Depth: > 1, Place: { Flow: var above } } && stage.IsUnknown(above)) _graph.LeaveOpen(piece[i]);
            foreach (var step in steps[i])
            {
                _transitions += step.Moves;
                if (step.Tried is { } tried) Take(piece[i], tried);
                else if (step.To >= 0) _graph.Connect(piece[i], step.To, step.IsEscape, step.IsEnd);
            }
        }

        soFar?.Invoke(_graph.Count, _transitions);
    }

    /// <summary>What can happen to a state. Many are looked at at once, and nothing is written meanwhile.</summary>
    private List<Step> Look(ProofNode from)
    {
        var steps = new List<Step>();
        foreach (var tried in _expansion.Of(from.At!, from.IsSeldom, from.IsJump))
            steps.Add(IsKnown(from, tried) ?? new Step(tried, -1, tried.Moves.Length, false, false));
        return steps;
    }

    /// <summary>What is left of something that brings nothing new, as nearly all does; null for what does.</summary>
    private Step? IsKnown(ProofNode from, Tried tried)
    {
        var made = tried.Outcome;
        if (made is { Turn: null, Fault: null }) return new(null, -1, tried.Moves.Length, false, false);
        if (made.Turn is not { } turn || !made.Broken.IsEmpty) return null;

        var cost = CostOf(from, tried);
        if (Find(made.Key, turn.Session, made.Watch, cost) is var to && (to < 0 || IsBetter(cost, to))) return null;

        if (turn.Replies.Any(reply => !_rendered.Contains((reply.Flow, reply.Message, reply.Choices.IsEmpty)))) return null;
        if (turn.Path.Any(step => step.Flow == flow.Name && !_ways.ContainsKey(new(step.Flow, step.From, step.Trigger, step.To)))) return null;

        var end = EndOf(turn);
        return end is null || _ends.ContainsKey(end) ? new(null, to, tried.Moves.Length, IsAside(tried, turn), IsEnd(from, tried, turn)) : null;
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

        if (_waiting == 0 && _notFollowed == 0) yield break;

        var why = _findings.IsEnough ? "a fault was found" : wasLate ? "the time was over"
            : _graph.Count > bounds.States ? string.Create(CultureInfo.InvariantCulture, $"more than {bounds.States}")
            : string.Create(CultureInfo.InvariantCulture, $"more than {bounds.Waiting} waited to be");
        var until = straight
            ? _at.Departures == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
                $"; every conversation was gone through, however long, that is never {_at.Departures} departures away from the straight way")
            : string.Create(CultureInfo.InvariantCulture, $"; every conversation of up to {_at.Moves} moves was gone through");
        var ways = _notFollowed > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {_notFollowed} ways on") : "";
        yield return string.Create(CultureInfo.InvariantCulture, $"{_waiting} of {_graph.Count} states{ways} were not gone on from: {why}{until}");
    }

    private void Take(int from, Tried tried)
    {
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

        if (EndOf(turn) is { } end) _ends.TryAdd(end, (from, tried.Moves));
        var to = Arrive(from, tried, turn);
        if (to < 0) _graph.LeaveOpen(from);
        else if (from >= 0) _graph.Connect(from, to, IsAside(tried, turn), IsEnd(_graph[from], tried, turn));
    }

    /// <summary>Where the flow ended; null where it goes on.</summary>
    private string? EndOf(Turn turn) => turn.Path.LastOrDefault(step => step.Flow == flow.Name && step is { Trigger: "end", To: "" })?.From;

    /// <summary>It is no way on: it leaves, or it comes to a question of the engine's own, which has one state for all who are asked it at a place. Each of
    /// its answers is tried right where it is asked.</summary>
    private static bool IsAside(Tried tried, Turn turn) => tried.IsEscape || turn.Session.Interrupt is not null;

    /// <summary>The flow comes to an end of its own.</summary>
    private bool IsEnd(ProofNode from, Tried tried, Turn turn) =>
        !tried.IsEscape && (EndOf(turn) is not null || (_goesRound && from.Depth == 1 && turn.Session.Frames.Length > 1));

    private Cost CostOf(ProofNode from, Tried tried) =>
        new(straight ? from.Cost.Departures + tried.Departures : 0, from.Cost.Moves + tried.Moves.Length);

    private bool IsBetter(Cost cost, int known) => _graph[known] is { IsGoneOnFrom: false, IsOver: false } node && cost < node.Cost;

    /// <summary>The state that holds a session, or one that differs in its promises alone, and breaks them wherever that one would; -1 for none.</summary>
    /// <remarks>
    /// One that is come to by a worse way than the session holds nothing of it until it was gone on from. Nor does a twin at another question, while few states
    /// of this one are known: its messages and ways are looked at as well.
    /// </remarks>
    private int Find(UInt128 key, Session session, RunWatch run, Cost cost)
    {
        var watch = ProofNode.WatchIn(session, run);
        for (var node = _known.GetValueOrDefault(key, -1); node >= 0; node = _graph[node].Alike)
        {
            var known = _graph[node];
            if (known.Place != ProofNode.PlaceOf(session) && IsFew(session)) continue;
            if (known.Watch.Covers(watch, _promises) && (known.IsGoneOnFrom || known.IsOver || known.Cost <= cost || watch.Covers(known.Watch, _promises)))
                return node;
        }

        return -1;
    }

    /// <returns>The state that it comes to, which may be known; -1 for one that is too far away to be kept.</returns>
    private int Arrive(int from, Tried tried, Turn turn)
    {
        var cost = from < 0 ? default : CostOf(_graph[from], tried);
        var arrival = new Arrival(from, tried.Moves, cost, new(turn.Session, tried.Outcome.Watch, turn.Timers), tried.IsJump);
        if (Find(tried.Outcome.Key, turn.Session, tried.Outcome.Watch, cost) is var to and >= 0)
        {
            if (!IsBetter(cost, to)) return to;

            _graph[to].Improve(arrival);
            _order.Add(cost, to);
            return to;
        }

        var isOver = turn.Session.Frames.All(frame => frame.Flow != flow.Name);
        if (straight && !isOver && _waiting >= bounds.Waiting && cost.Departures > _at.Departures)
        {
            _notFollowed++;
            return -1;
        }

        to = _graph.Add(new(arrival, isOver, IsSeldom(turn.Session)) { Alike = _known.GetValueOrDefault(tried.Outcome.Key, -1) });
        _known[tried.Outcome.Key] = to;
        if (turn.Session.Frames.Length > 1 && turn.Session.Top is { } above) _entered.TryAdd(above.Flow, to);
        if (isOver) return to;

        _waiting++;
        _order.Add(cost, to);
        return to;
    }

    /// <summary>One of the first states of the exploration at a state of the flow.</summary>
    private bool IsSeldom(Session session)
    {
        var isFew = IsFew(session);
        if (PlaceIn(session) is { } place) _places[place] = _places.GetValueOrDefault(place) + 1;
        return isFew;
    }

    private bool IsFew(Session session) => PlaceIn(session) is { } place && _places.GetValueOrDefault(place) < SeldomStates;

    private static (string, string, bool, string)? PlaceIn(Session session) =>
        session.Top is { } top ? (top.Flow, top.State, session.Pending is not null, session.Interrupt?.Kind ?? "") : null;

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

    /// <summary>Something that was tried.</summary>
    /// <param name="Tried">Null where it brings nothing new.</param>
    /// <param name="To">The state that it comes to then; -1 where nothing came of it.</param>
    private readonly record struct Step(Tried? Tried, int To, int Moves, bool IsEscape, bool IsEnd);
}
