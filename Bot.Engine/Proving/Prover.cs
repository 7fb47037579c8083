using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Promises;

namespace Bot.Engine.Proving;

/// <summary>Explores what flows can do, and finds what they must not. Pure.</summary>
/// <param name="flows">Flows that have passed the checks.</param>
/// <param name="words">Of them.</param>
/// <param name="promises">By flow; a flow without promises need not be among them.</param>
/// <param name="faultOf">What is wrong with a message as it would be sent; null for nothing.</param>
public sealed class Prover(FlowSet flows, IVocabulary words, IReadOnlyDictionary<string, FlowPromises> promises, Func<Reply, string?> faultOf)
{
    /// <summary>A Wednesday at ten in India, when scripted conversations begin.</summary>
    public static readonly DateTimeOffset Wednesday = new(2026, 11, 18, 4, 30, 0, TimeSpan.Zero);

    // What conditions ask of the clock (Predicates) holds and does not in every way: that Wednesday at 23:00 in India, the Saturday after it at ten and
    // at 23:00.
    private static readonly DateTimeOffset[] OtherTimes = [Wednesday.AddHours(13), Wednesday.AddDays(3), Wednesday.AddDays(3).AddHours(13)];

    private readonly Dictionary<DateTimeOffset, ProofStage> _stages = [];
    private readonly Dictionary<string, Proof> _known = new(StringComparer.Ordinal);

    /// <summary>Explores flows and those that they run, which come first.</summary>
    /// <param name="names">Null for all.</param>
    /// <param name="told">Hears of each proof as it is there.</param>
    /// <param name="cancel">When the time is over; what was not looked at is told in the proofs.</param>
    /// <param name="limit">When the time of one flow is over; null where there is none.</param>
    /// <param name="soFar">Hears now and then of a flow, its states and transitions.</param>
    public IReadOnlyList<Proof> Prove(IReadOnlyCollection<string>? names, ProofBounds bounds, Action<Proof>? told, CancellationToken cancel,
        Func<Flow, CancellationToken>? limit = null, Action<string, int, long>? soFar = null)
    {
        var proofs = new List<Proof>();
        foreach (var flow in InOrder(names))
        {
            var proof = Prove(flow, bounds, soFar, limit?.Invoke(flow) ?? cancel);
            proofs.Add(proof);
            told?.Invoke(proof);
        }

        return proofs;
    }

    /// <summary>The flows that are proven, in the order in which they are gone through: smaller ones first, and before each those that it runs.</summary>
    public IReadOnlyList<Flow> InOrder(IReadOnlyCollection<string>? names)
    {
        var order = new List<Flow>();
        var asked = flows.All.Where(flow => names is null || names.Contains(flow.Name));
        foreach (var flow in asked.OrderBy(flow => Below(flow, []).Sum(one => one.States.Length))) Visit(flow);
        return order;

        void Visit(Flow flow)
        {
            if (order.Contains(flow)) return;
            foreach (var below in RunBy(flow).OrderBy(below => below.States.Length)) Visit(below);
            order.Add(flow);
        }
    }

    /// <summary>The flow, those that it runs, and so on.</summary>
    private HashSet<Flow> Below(Flow flow, HashSet<Flow> seen)
    {
        if (seen.Add(flow)) foreach (var below in RunBy(flow)) Below(below, seen);
        return seen;
    }

    private IEnumerable<Flow> RunBy(Flow flow) => flow.States.Select(state => state.Subflow).OfType<string>().Select(flows.Find).OfType<Flow>();

    /// <summary>Proofs of flows that are not to be explored again; others that run them build on these.</summary>
    public void Know(IEnumerable<Proof> proofs)
    {
        foreach (var proof in proofs)
        {
            _known[proof.Flow] = proof;
            StageAt(Wednesday).Keep(proof);
        }
    }

    /// <summary>A fault of one flow that is new, on the straightest conversations; null where the bounds end before there is one.</summary>
    public Finding? FirstNew(Flow flow, ProofBounds bounds, Func<Finding, bool> isNew, CancellationToken cancel) =>
        new Exploration(StageAt(Wednesday), flow, bounds, straight: true, isNew).Run(cancel).Findings.FirstOrDefault(isNew);

    /// <summary>The shortest conversation in a flow that comes to the start of one that it runs; null where none does.</summary>
    public ImmutableArray<Move>? WayInto(Flow above, Flow below)
    {
        var stage = new ProofStage(flows, words, promises, _ => null, Wednesday).Begun();
        var proof = new Exploration(stage, above, new(States: 2000), straight: true).Run(CancellationToken.None);
        return proof.Entered.TryGetValue(below.Name, out var way) ? way : null;
    }

    private Proof Prove(Flow flow, ProofBounds bounds, Action<string, int, long>? soFar, CancellationToken cancel)
    {
        if (_known.TryGetValue(flow.Name, out var known)) return known;

        var proof = Explore(StageAt(Wednesday), flow, bounds, soFar, cancel);
        StageAt(Wednesday).Keep(proof);
        if (!flows.All.Any(AsksClock)) return proof;

        var isSame = !Below(flow, []).Any(AsksClock);
        foreach (var time in OtherTimes)
        {
            if (isSame)
            {
                StageAt(time).Keep(proof);
                continue;
            }

            var other = Explore(StageAt(time), flow, bounds, soFar, cancel);
            StageAt(time).Keep(other);
            var news = other.Findings.Where(finding => proof.Findings.All(known => (known.Kind, known.What) != (finding.Kind, finding.What)));
            proof = proof with
            {
                States = proof.States + other.States,
                Transitions = proof.Transitions + other.Transitions,
                Uncovered = [.. proof.Uncovered.Concat(other.Uncovered).Distinct()],
                Findings = [.. proof.Findings, .. news.Select(finding => finding with { At = time })],
            };
        }

        return proof;
    }

    private bool AsksClock(Flow flow) => StageAt(Wednesday).FactsOf(flow).HasClock;

    /// <summary>By the shortest conversations, and where they are too many by the straightest.</summary>
    private static Proof Explore(ProofStage stage, Flow flow, ProofBounds bounds, Action<string, int, long>? soFar, CancellationToken cancel)
    {
        Func<Finding, bool>? enough = bounds.First ? _ => true : null;
        Action<int, long>? told = soFar is null ? null : (states, transitions) => soFar(flow.Name, states, transitions);
        if (Math.Min(bounds.Shortest, bounds.States) is > 0 and var few)
        {
            var shortest = new Exploration(stage, flow, bounds with { States = few }, straight: false, enough, told).Run(cancel);
            var isOver = few == bounds.States || cancel.IsCancellationRequested || (bounds.First && !shortest.Findings.IsEmpty);
            if (isOver || shortest.Uncovered.Length == stage.UncoveredIn(flow).Count()) return shortest;
        }

        return new Exploration(stage, flow, bounds, straight: true, enough, told).Run(cancel);
    }

    private ProofStage StageAt(DateTimeOffset at)
    {
        if (!_stages.TryGetValue(at, out var stage)) _stages[at] = stage = new ProofStage(flows, words, promises, faultOf, at).Begun();
        return stage;
    }
}
