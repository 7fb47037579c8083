using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Yaml;

namespace Bot.Host.Proofs;

/// <summary>Reads <c>mutants.yaml</c> beside a flow: changes of it that are the same to every person and partner, each with its reason.</summary>
/// <example><code>
/// same:
///   - { change: "lowWallet: next stopped becomes expired", because: nothing is said at either end, and the menu goes on alike }
/// </code></example>
internal static class MutantFile
{
    /// <returns>Reasons by change.</returns>
    /// <exception cref="FlowsException">It cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Read(Flow flow)
    {
        var issues = new List<Issue>();
        var read = Read(flow, issues);
        return issues.Count == 0 ? read.ToDictionary(one => one.Change, one => one.Because, StringComparer.Ordinal) : throw new FlowsException(issues);
    }

    /// <summary>Each change with its reason and its place.</summary>
    public static IReadOnlyList<SameChange> Read(Flow flow, ICollection<Issue> issues)
    {
        var file = Path.Combine(Path.GetDirectoryName(flow.File) ?? "", FlowFileNames.Mutants);
        return File.Exists(file) ? Read(file, FileText.Read(file, file, issues), issues) : [];
    }

    public static IReadOnlyList<SameChange> Read(string file, string yaml, ICollection<Issue> issues)
    {
        var read = new List<SameChange>();
        if (Node.Parse(file, yaml, issues) is not { } root) return read;

        var reader = new MapReader(root, "a file of changes", issues);
        foreach (var item in reader.Take("same")?.Items ?? [])
        {
            var one = new MapReader(item, "a change", issues);
            read.Add(new(one.RequiredName("change"), one.RequiredName("because"), one.At));
            one.Finish();
        }

        reader.Finish();
        foreach (var twice in read.GroupBy(one => one.Change, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Last()))
            reader.Report(twice.At, $"the change '{twice.Change}' stands here twice", "take one of them out");
        return read;
    }
}

/// <summary>A change of a flow that no one notices, and why.</summary>
/// <param name="Change">As <c>prove --mutants</c> calls it.</param>
internal sealed record SameChange(string Change, string Because, SourceLocation At);
