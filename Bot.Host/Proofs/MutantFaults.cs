using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Host.Proofs;

/// <summary>What is wrong with files of changes: each says its reason, and names a change that there is. Nothing else goes by them but
/// <c>prove --mutants</c>, so that they keep no flow from running.</summary>
internal static class MutantFaults
{
    public static IReadOnlyList<Issue> In(IEnumerable<Flow> flows)
    {
        var issues = new List<Issue>();
        foreach (var flow in flows)
        {
            var named = MutantFile.Read(flow, issues).Where(one => one.Change.Length > 0).ToList();
            if (named.Count == 0) continue;

            var changes = FlowMutants.Of(flow, File.ReadAllText(flow.File)).Select(mutant => mutant.What).ToHashSet(StringComparer.Ordinal);
            issues.AddRange(named.Where(one => !changes.Contains(one.Change)).Select(one => new Issue(one.At.File, one.At.Line, one.At.Column,
                $"{flow.Name} has no change '{one.Change}'", Nearest.Instead(one.Change, changes, "take its name from prove --mutants, or take it out"))));
        }

        return [.. issues.Select(issue => issue with { Warning = true })];
    }
}
