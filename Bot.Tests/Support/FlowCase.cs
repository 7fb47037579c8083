using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Wiring;

namespace Bot.Tests.Support;

/// <summary>
/// A case file: its comments on top say what is expected; then one flow, or several divided by lines of <c>---</c>. The first flow is the entry.
/// </summary>
internal sealed record FlowCase(string Path, IReadOnlyList<string> Comments, IReadOnlyList<Flow> Flows, IReadOnlyList<Issue> Faults)
{
    public string Entry => Flows[0].Name;

    /// <param name="path">Relative to the output folder, as <see cref="In"/> gives it.</param>
    public static FlowCase Read(string path)
    {
        var lines = File.ReadAllLines(System.IO.Path.Combine(AppContext.BaseDirectory, path));
        var comments = lines.TakeWhile(line => line.StartsWith('#')).Select(line => line[1..].Trim()).ToList();
        var flows = new List<Flow>();
        var faults = new List<Issue>();
        for (var first = 0; first < lines.Length;)
        {
            var last = Array.FindIndex(lines, first, line => line == "---");
            if (last < 0) last = lines.Length;

            // Empty lines in place of the flows before, so that every finding has its line in the file.
            var yaml = string.Join('\n', Enumerable.Repeat("", first).Concat(lines[first..last]));
            if (FlowLoader.Read(System.IO.Path.GetFileName(path), yaml, CaseOperations.All, KnownInputTypes.All, faults) is { } flow) flows.Add(flow);
            first = last + 1;
        }
        return new(path, comments, flows, faults);
    }

    /// <summary>Case files under a folder of the tests, in order.</summary>
    public static IReadOnlyList<string> In(params string[] folder)
    {
        var root = System.IO.Path.Combine([AppContext.BaseDirectory, .. folder]);
        if (!Directory.Exists(root)) return [];
        return [.. Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories).Select(file =>
            System.IO.Path.GetRelativePath(AppContext.BaseDirectory, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }
}
