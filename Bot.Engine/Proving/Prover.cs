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
    /// <summary>A Wednesday at ten in India, when scripted conversations begin; conditions that ask the clock are gone through on a Saturday night
    /// as well.</summary>
    public static readonly DateTimeOffset Wednesday = new(2026, 11, 18, 4, 30, 0, TimeSpan.Zero);

    /// <summary>A Saturday at 23:00 in India.</summary>
    public static readonly DateTimeOffset Saturday = new(2026, 11, 21, 17, 30, 0, TimeSpan.Zero);

    private readonly Dictionary<DateTimeOffset, ProofStage> _stages = [];

    /// <summary>Explores flows and those that they run, which come first.</summary>
    /// <param name="names">Null for all.</param>
    /// <param name="told">Hears of each proof as it is there.</param>
    /// <param name="cancel">When the time is over; what was not looked at is told in the proofs.</param>
    public IReadOnlyList<Proof> Prove(IReadOnlyCollection<string>? names, ProofBounds bounds, Action<Proof>? told, CancellationToken cancel)
    {
        var proofs = new List<Proof>();
        foreach (var flow in InOrder(names))
        {
            var proof = Prove(flow, bounds, cancel);
            proofs.Add(proof);
            told?.Invoke(proof);
        }

        return proofs;
    }

    /// <summary>The shortest conversation in a flow that comes to the start of one that it runs; null where none does.</summary>
    public ImmutableArray<Move>? WayInto(Flow above, Flow below)
    {
        var stage = new ProofStage(flows, words, promises, _ => null, Wednesday).Begun();
        return new Exploration(stage, above, new(States: 20_000)).Run(CancellationToken.None).Entered.TryGetValue(below.Name, out var way) ? way : null;
    }

    private Proof Prove(Flow flow, ProofBounds bounds, CancellationToken cancel)
    {
        var proof = new Exploration(StageAt(Wednesday), flow, bounds).Run(cancel);
        StageAt(Wednesday).Keep(proof);
        if (!flows.All.Any(other => StageAt(Wednesday).FactsOf(other).HasClock)) return proof;

        var other = new Exploration(StageAt(Saturday), flow, bounds).Run(cancel);
        StageAt(Saturday).Keep(other);
        var news = other.Findings.Where(finding => proof.Findings.All(known => (known.Kind, known.What) != (finding.Kind, finding.What)));
        return proof with
        {
            States = proof.States + other.States,
            Transitions = proof.Transitions + other.Transitions,
            Uncovered = [.. proof.Uncovered.Concat(other.Uncovered).Distinct()],
            Findings = [.. proof.Findings, .. news],
        };
    }

    private ProofStage StageAt(DateTimeOffset at)
    {
        if (!_stages.TryGetValue(at, out var stage)) _stages[at] = stage = new ProofStage(flows, words, promises, faultOf, at).Begun();
        return stage;
    }

    private List<Flow> InOrder(IReadOnlyCollection<string>? names)
    {
        var order = new List<Flow>();
        foreach (var flow in flows.All.Where(flow => names is null || names.Contains(flow.Name))) Visit(flow);
        return order;

        void Visit(Flow flow)
        {
            if (order.Contains(flow)) return;
            foreach (var below in flow.States.Select(state => state.Subflow).OfType<string>().Select(flows.Find).OfType<Flow>()) Visit(below);
            order.Add(flow);
        }
    }
}
