using System.Globalization;
using System.Text;

namespace Bot.Host.Proofs;

/// <summary>What became of the changes of all flows, as a page.</summary>
internal sealed class MutantReport(IReadOnlyList<FlowFates> flows)
{
    private const string Head = """
        # Changes of the flows that are noticed

        Written by `prove --mutants --report docs/flows-proof.md`, which changes each flow one way at a time and plays its scripts on the changed one, then proves
        it: [proof.md](proof.md#scripts-that-are-missing-and-changes-that-no-script-notices). A change counts as noticed where the checks refuse the flow, a script
        comes out otherwise, or the prover finds a broken promise or another fault. Changes that are the same to every person and partner stand in `mutants.yaml`
        beside the flow, each with its reason, and do not count.
        """;

    private static readonly MutantKind[] Kinds = Enum.GetValues<MutantKind>();

    /// <summary>The words of the page for each kind.</summary>
    public static IReadOnlyDictionary<MutantKind, string> Titles { get; } = new Dictionary<MutantKind, string>
    {
        [MutantKind.Dropped] = "ways dropped",
        [MutantKind.Swapped] = "targets swapped",
        [MutantKind.OffByOne] = "limits off by one",
        [MutantKind.Turned] = "conditions turned",
    };

    public bool IsWhole => flows.All(flow => flow.Of(MutantFate.NotNoticed).Count == 0);

    /// <summary>The columns of a flow that its file alone decides: its changes, kind by kind.</summary>
    public static string Beginning(string flow, IReadOnlyCollection<FlowMutant> mutants) =>
        $"| {flow} | {string.Join(" | ", Kinds.Select(kind => mutants.Count(mutant => mutant.Kind == kind).ToString(CultureInfo.InvariantCulture)))} |";

    /// <summary>The table, and what is not noticed.</summary>
    public string Table()
    {
        var (titles, lines) = (string.Join(" | ", Kinds.Select(kind => Titles[kind])), string.Concat(Kinds.Select(_ => "---|")));
        var text = new StringBuilder($"| flow | {titles} | refused by the checks | noticed by a script | by the prover | the same to all | not noticed | noticed |\n")
            .Append(CultureInfo.InvariantCulture, $"|---|{lines}---|---|---|---|---|---|\n");
        foreach (var flow in flows)
        {
            text.Append(Beginning(flow.Flow, [.. flow.Fates.Select(fate => fate.Mutant)])).Append(' ');
            text.AppendJoin(" | ", Enum.GetValues<MutantFate>().Select(fate => flow.Of(fate).Count)).Append(CultureInfo.InvariantCulture, $" | {flow.Percent:0.0} % |\n");
        }

        foreach (var (fate, title) in new[] { (MutantFate.NotNoticed, "Not noticed"), (MutantFate.Same, "The same to all") })
        {
            var all = flows.SelectMany(flow => flow.Of(fate).Select(one => $"- {flow.Flow}, {one.Mutant.What}{(one.Why.Length > 0 ? $": {one.Why}" : "")}")).ToList();
            if (all.Count > 0) text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{string.Join('\n', all)}\n");
        }

        return text.ToString();
    }

    public string Page() => $"{Head}\n\n{Table()}";
}

/// <summary>What became of the changes of one flow, in the order of its file.</summary>
internal sealed record FlowFates(string Flow, IReadOnlyList<(FlowMutant Mutant, MutantFate Fate, string Why)> Fates)
{
    /// <summary>Of those that are not the same to all.</summary>
    public double Percent => Fates.Count - Of(MutantFate.Same).Count is > 0 and var all ? 100.0 * (all - Of(MutantFate.NotNoticed).Count) / all : 100;

    public IReadOnlyList<(FlowMutant Mutant, MutantFate Fate, string Why)> Of(MutantFate fate) => [.. Fates.Where(one => one.Fate == fate)];
}

/// <summary>What becomes of a change.</summary>
internal enum MutantFate
{
    /// <summary>The flow is not taken.</summary>
    Refused,

    /// <summary>A recorded script comes out otherwise.</summary>
    Script,

    /// <summary>The prover finds a fault that the flow did not have.</summary>
    Prover,

    /// <summary>Nothing notices, and nothing need: it is listed with the reason.</summary>
    Same,

    /// <summary>Nothing notices.</summary>
    NotNoticed,
}
