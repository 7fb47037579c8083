using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Promises;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Proving;

/// <summary>Goes through everything that can happen in one flow, breadth first: the first way to a state is a shortest one.</summary>
internal sealed class Exploration(ProofStage stage, Flow flow, ProofBounds bounds)
{
    /// <summary>States that are gone on from at once; between two such pieces the new ones are sorted out, in order.</summary>
    private const int Piece = 512;

    /// <summary>In so many of its states of the exploration everything is tried at a state of the flow; in the others what may change something.</summary>
    private const int SeldomStates = 3;

    private readonly Dictionary<(string, string, bool, string), int> _places = [];
    private readonly ProofGraph _graph = new();
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly FindingList _findings = new();
    private readonly Dictionary<Way, (int From, ImmutableArray<Move> Moves)> _ways = [];
    private readonly SortedDictionary<string, (int From, ImmutableArray<Move> Moves)> _ends = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _entered = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string, bool)> _rendered = [];
    private long _transitions;

    /// <summary>A state was come to.</summary>
    public bool Knows(string key) => _known.ContainsKey(key);

    /// <param name="cancel">Ends it where it is; what was not looked at is told.</param>
    public Proof Run(CancellationToken cancel)
    {
        var session = new Session { Id = "proof" };
        var start = new StartedFor("p0", stage.At, flow.Name, stage.Brought(flow), null, null);
        Take(new(-1, []), Made(session, RunWatch.None, start));
        var next = 0;
        while (next < _graph.Count && _graph.Count <= bounds.States && !cancel.IsCancellationRequested)
        {
            var piece = Enumerable.Range(next, Math.Min(Piece, _graph.Count - next)).Where(node => !_graph[node].IsOver).ToArray();
            next = Math.Min(next + Piece, _graph.Count);
            var expanded = new List<(Tried Tried, Outcome Outcome)>[piece.Length];
            Parallel.For(0, piece.Length, i => expanded[i] = [.. Expand(piece[i])]);
            foreach (var (tried, outcome) in expanded.SelectMany(one => one)) Take(tried, outcome);
        }

        var uncovered = new List<string>(stage.UncoveredIn(flow));
        if (next < _graph.Count) uncovered.Add($"{_graph.Count - next} of {_graph.Count} states were not gone on from: {(cancel.IsCancellationRequested ? "the time was over" : $"more than {bounds.States}")}");
        new GraphFaults(_graph, flow, next, _findings).Find();
        foreach (var (end, (from, moves)) in _ends)
        {
            var way = _graph.MovesTo(from).AddRange(moves);
            if (way.Count(move => move is not (ReturnMove or SilenceMove)) is var said && said > bounds.Longest)
                _findings.Add(FindingKinds.TooLong, $"{flow.Name}/{end}", $"the shortest way there takes {said} messages", way);
        }

        return new(flow.Name, _graph.Count, _transitions, [.. uncovered], _findings.All,
            _ends.ToImmutableSortedDictionary(end => end.Key, end => _graph.MovesTo(end.Value.From).AddRange(end.Value.Moves), StringComparer.Ordinal),
            _ways.ToDictionary(way => way.Key, way => _graph.MovesTo(way.Value.From).AddRange(way.Value.Moves)),
            _entered.ToImmutableSortedDictionary(entered => entered.Key, entered => _graph.MovesTo(entered.Value), StringComparer.Ordinal));
    }

    private IEnumerable<(Tried, Outcome)> Expand(int at)
    {
        var node = _graph[at];
        var isAbove = node.Session.Frames.Length > 1;
        foreach (var move in stage.Moves.At(node.Session, node.Timers, isAbove, node.IsSeldom).Distinct())
        {
            if (move.InputFor(node.Session, stage.Machine, stage.At) is not { } input) continue;

            var made = Made(node.Session, node.Watch, input);
            yield return (new(at, [move]), made);
            if (node.Session.Interrupt is not null || made.Turn is not { Session: { Interrupt: not null } asked }) continue;

            // A question of the engine's own: each of its answers at once, so that it makes no states of its own.
            foreach (var answer in stage.Moves.Taps(asked))
            {
                if (answer.InputFor(asked, stage.Machine, stage.At) is { } answered) yield return (new(at, [move, answer]), Made(asked, made.Watch, answered));
            }
        }

        if (!isAbove || node.Session.Frames.Length > 2) yield break;
        foreach (var moves in stage.EndsOf(node.Session.Top!.Flow))
        {
            if (Through(node, moves) is { } outcome) yield return (new(at, moves), outcome);
        }
    }

    /// <summary>A flow above this one goes through a shortest way to one of its ends.</summary>
    private Outcome? Through(ProofNode node, ImmutableArray<Move> moves)
    {
        var (session, watch) = (node.Session, node.Watch);
        for (var i = 0; i < moves.Length; i++)
        {
            if (moves[i].InputFor(session, stage.Machine, stage.At) is not { } input) return null;

            var made = Made(session, watch, input);
            if (i == moves.Length - 1 || made.Fault is not null) return made;
            if (made.Turn is null) return null;

            (session, watch) = (made.Turn.Session, made.Watch);
        }

        return null;
    }

    private Outcome Made(Session session, RunWatch watch, Input input)
    {
        try
        {
            if (stage.Machine.Advance(session, input) is not { } turn) return new(null, watch, [], "", null);

            var (next, broken) = watch.After(session, input, turn, flow, stage.PromisesOf(flow));
            return new(turn, next, broken, stage.Key.Of(turn.Session, next), null);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new(null, watch, [], "", fault);
        }
    }

    private void Take(Tried tried, Outcome made)
    {
        _transitions += Math.Max(tried.Moves.Length, 1);
        var place = tried.From < 0 ? $"{flow.Name}/{flow.Start}" : _graph.PlaceOf(tried.From);
        if (made.Fault is { } fault)
        {
            var kind = fault.Message.StartsWith("More than ", StringComparison.Ordinal) ? FindingKinds.Loop : FindingKinds.Throws;
            _findings.Add(kind, place, fault is InvalidOperationException ? fault.Message : fault.GetType().Name, () => Way(tried));
            return;
        }

        if (made.Turn is not { } turn) return;

        foreach (var broken in made.Broken) _findings.Add(broken.Rule, place, broken.What, () => Way(tried));
        Render(tried, turn, place);
        foreach (var step in turn.Path)
        {
            if (step.Flow == flow.Name) _ways.TryAdd(new(step.Flow, step.From, step.Trigger, step.To), (tried.From, tried.Moves));
        }

        var isOver = turn.Session.Frames.All(frame => frame.Flow != flow.Name);
        var end = turn.Path.LastOrDefault(step => step.Flow == flow.Name && step is { Trigger: "end", To: "" });
        if (end is not null) _ends.TryAdd(end.From, (tried.From, tried.Moves));
        var isEscape = tried.Moves.Any(move => move.IsEscape);
        if (!_known.TryGetValue(made.Key, out var to))
        {
            to = _graph.Add(new(turn.Session, made.Watch, turn.Timers, tried.From, tried.Moves, isOver, IsSeldom(turn.Session)));
            _known.Add(made.Key, to);
            if (turn.Session.Frames.Length > 1 && turn.Session.Top is { } above) _entered.TryAdd(above.Flow, to);
        }

        if (tried.From >= 0) _graph.Connect(tried.From, to, isEscape, isEnd: end is not null && !isEscape);
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
    private void Render(Tried tried, Turn turn, string place)
    {
        foreach (var reply in turn.Replies)
        {
            if (!_rendered.Add((reply.Flow, reply.Message, reply.Choices.IsEmpty)) || stage.FaultOf(reply) is not { } fault) continue;
            _findings.Add(FindingKinds.Message, place, $"{reply.Message}: {fault}", () => Way(tried));
        }
    }

    private ImmutableArray<Move> Way(Tried tried) => tried.From < 0 ? [] : _graph.MovesTo(tried.From).AddRange(tried.Moves);

    /// <param name="From">The state that it happened to; -1 for the beginning.</param>
    /// <param name="Moves">One, or the whole way of a flow above.</param>
    private readonly record struct Tried(int From, ImmutableArray<Move> Moves);

    /// <param name="Turn">Null where nothing changes, or something was thrown.</param>
    private sealed record Outcome(Turn? Turn, RunWatch Watch, ImmutableArray<BrokenRule> Broken, string Key, Exception? Fault);
}
