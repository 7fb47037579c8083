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
        var file = Path.Combine(Path.GetDirectoryName(flow.File) ?? "", FlowFileNames.Mutants);
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(file)) return read;

        var issues = new List<Issue>();
        if (Node.Parse(file, File.ReadAllText(file), issues) is { } root)
        {
            var reader = new MapReader(root, "a file of changes", issues);
            foreach (var item in reader.Take("same")?.Items ?? [])
            {
                var one = new MapReader(item, "a change", issues);
                read[one.RequiredName("change")] = one.RequiredName("because");
                one.Finish();
            }

            reader.Finish();
        }

        return issues.Count == 0 ? read : throw new FlowsException(issues);
    }
}
