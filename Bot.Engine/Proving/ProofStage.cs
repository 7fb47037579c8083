using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Promises;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Proving;

/// <summary>What the explorations of all flows share.</summary>
/// <param name="flows">As they are checked.</param>
/// <param name="promises">By flow.</param>
/// <param name="faultOf">What is wrong with a message as it would be sent; null for nothing.</param>
/// <param name="at">The time that it is throughout, UTC.</param>
internal sealed class ProofStage(FlowSet flows, IVocabulary words, IReadOnlyDictionary<string, FlowPromises> promises, Func<Reply, string?> faultOf,
    DateTimeOffset at)
{
    private readonly Dictionary<string, FlowFacts> _facts = [];
    private readonly Dictionary<string, ImmutableArray<ImmutableArray<Move>>> _ends = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _cut = new(StringComparer.Ordinal);

    public StateMachine Machine { get; } = new(flows, words);

    public DateTimeOffset At => at;

    public PossibleMoves Moves { get; private set; } = null!;

    public ProofKey Key { get; private set; } = null!;

    public ProofStage Begun()
    {
        (Moves, Key) = (new(Machine, words, at), new(_facts));
        foreach (var flow in flows.All)
        {
            _facts[flow.Name] = new(flow, PromisesOf(flow));
            Moves.Know(_facts[flow.Name]);
        }

        return this;
    }

    public FlowFacts FactsOf(Flow flow) => _facts[flow.Name];

    public FlowPromises PromisesOf(Flow flow) => promises.GetValueOrDefault(flow.Name) ?? FlowPromises.None(flow.Name);

    public string? FaultOf(Reply reply) => faultOf(reply);

    /// <summary>The shortest ways to the ends of a flow that is explored already.</summary>
    public ImmutableArray<ImmutableArray<Move>> EndsOf(string name) => _ends.GetValueOrDefault(name, []);

    /// <summary>It was cut off before an end of it was known but by leaving: what comes behind it may be anything.</summary>
    public bool IsUnknown(string name) => _cut.ContainsKey(name) && EndsOf(name).All(way => way.Any(move => move.IsEscape));

    public void Keep(Proof proof)
    {
        _ends[proof.Flow] = [.. proof.Ends.Values];
        if (!proof.IsWhole) _cut[proof.Flow] = $"the flow {proof.Flow}, which it runs, was not gone through whole";
    }

    /// <summary>A flow that ends by silence alone, its own or in a flow that it runs, goes round until it is left: what it is for are the flows that it
    /// runs.</summary>
    public bool GoesRound(Flow flow) =>
        flow.States.Any(state => state.Subflow is not null) && flow.States.Where(state => state.EndsRun).All(end => IsSilent(flow, end));

    private bool IsSilent(Flow flow, State end) => flow.States.All(from => flow.TransitionsOf(from).Where(way => way.To == end.Name).All(way =>
        way.Trigger == "expire"
        || (from.Subflow is { } name && flows.Find(name) is { } below && below.Find(way.Trigger.Split(' ')[^1]) is { EndsRun: true } ended
            && IsSilent(below, ended))));

    /// <summary>What another exploration left out and this one builds on.</summary>
    public IEnumerable<string> UncoveredIn(Flow flow) => flow.States.Select(state => state.Subflow).OfType<string>().Distinct()
        .Select(_cut.GetValueOrDefault).OfType<string>();

    /// <summary>What the flow above brings to a flow that needs something.</summary>
    public Slots Brought(Flow flow) => flow.Needs.Aggregate(Slots.Empty, (slots, need) =>
        slots.With(need, FactsOf(flow).FieldsOf(need) is { IsEmpty: false } fields
        ? new RecordValue([.. fields.Select(field => KeyValuePair.Create(field, (Value)Value.Of($"{field}1")))])
        : Value.Of("1001")));
}
