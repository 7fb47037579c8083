using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Checks;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Engine.Execution.AnyFlow;

/// <summary>Two random flows (the second for the first to run) and what happens to a person in them, all as numbers, so that it can be made smaller.</summary>
internal sealed record AnyCase(ImmutableArray<int[]> Main, ImmutableArray<int[]> Below, ImmutableArray<(int Kind, int Pick)> Actions)
{
    private static readonly IReadOnlyDictionary<string, OperationContract> Operations = new OperationContract[]
    {
        new("case.look", ["of?"], [new("found", "value"), new("none", "value"), new("unavailable")]),
        new("case.list", ["of?"], [new("found", "list"), new("none")]),
        new("case.pay", ["of?"], [new("paid", "value"), new("declined"), new("undecided"), new("unavailable")], Consequential: true),
    }.ToDictionary(contract => contract.Name);

    public ImmutableArray<PlannedFlow> Plan { get; } = FlowDials.Plan(Main, Below);

    public static Arbitrary<AnyCase> Any => Arb.From(Cases, Smaller);

    private static Gen<AnyCase> Cases
    {
        get
        {
            var dial = Gen.Choose(0, 99);
            var state = dial.ArrayOf(FlowDials.PerState);
            return
                from main in Gen.Choose(1, 7).SelectMany(count => state.ArrayOf(count))
                from below in Gen.Choose(0, 3).SelectMany(count => state.ArrayOf(count))
                from actions in Gen.Choose(1, 60).SelectMany(count => dial.SelectMany(kind => Gen.Choose(0, 9999).Select(pick => (kind, pick))).ArrayOf(count))
                select new AnyCase([.. main], [.. below], [.. actions]);
        }
    }

    /// <summary>The flows as the real loader reads them; null when its checks refuse them.</summary>
    public IReadOnlyList<Flow>? Load()
    {
        var issues = new List<Issue>();
        var flows = Plan.Select(flow => FlowLoader.Read($"{flow.Name}.yaml", flow.Yaml(), Operations, KnownInputTypes.All, issues)!).ToList();
        if (issues.Count > 0) throw new InvalidOperationException($"The loader cannot read what was planned:\n{string.Join('\n', issues)}\n{this}");
        return FlowChecks.Run(flows, "main").Any(issue => !issue.Warning) ? null : flows;
    }

    public override string ToString() => string.Join("---\n", Plan.Select(flow => flow.Yaml()));

    /// <summary>Fewer actions first, then fewer states, then plainer ones.</summary>
    private static IEnumerable<AnyCase> Smaller(AnyCase big)
    {
        for (var half = big.Actions.Length / 2; half > 0; half /= 2)
        {
            for (var from = 0; from + half <= big.Actions.Length; from += half)
                yield return big with { Actions = big.Actions.RemoveRange(from, half) };
        }

        for (var place = 0; place < big.Main.Length && big.Main.Length > 1; place++) yield return new(big.Main.RemoveAt(place), big.Below, big.Actions);
        for (var place = 0; place < big.Below.Length; place++) yield return new(big.Main, big.Below.RemoveAt(place), big.Actions);
        foreach (var plainer in Plainer(big.Main)) yield return new(plainer, big.Below, big.Actions);
        foreach (var plainer in Plainer(big.Below)) yield return new(big.Main, plainer, big.Actions);
    }

    private static IEnumerable<ImmutableArray<int[]>> Plainer(ImmutableArray<int[]> states) =>
        from place in Enumerable.Range(0, states.Length)
        from dial in Enumerable.Range(0, FlowDials.PerState)
        where states[place][dial] != 0
        select states.SetItem(place, [.. states[place].Select((value, at) => at == dial ? 0 : value)]);
}
