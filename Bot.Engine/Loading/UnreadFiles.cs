using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading;

/// <summary>Finds what lies in the folder of flows and is not loaded: another spelling of a name, a folder without a flow.</summary>
internal static class UnreadFiles
{
    /// <summary>What else may lie beside a flow, by its name in capitals.</summary>
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["OPERATIONS"] = FlowFileNames.Operations,
        ["PROMISES"] = FlowFileNames.Promises,
        ["MUTANTS"] = FlowFileNames.Mutants,
    };

    /// <param name="folder">The folder of all flows.</param>
    public static IEnumerable<Issue> In(string folder)
    {
        foreach (var file in YamlIn(folder, inFlow: false))
            yield return NotLoaded(file, InsteadOf(file, inFlow: false));

        foreach (var directory in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(directory).StartsWith('.')) continue;

            var unread = YamlIn(directory, inFlow: true).ToList();
            foreach (var file in unread) yield return NotLoaded(file, InsteadOf(file, inFlow: true));
            if (unread.Count == 0 && !File.Exists(Path.Combine(directory, FlowFileNames.Flow)) && Directory.EnumerateFileSystemEntries(directory).Any())
                yield return new(Shown(directory), 1, 1, "there is no flow in this folder", $"put {FlowFileNames.Flow} into it, or remove the folder");
        }
    }

    /// <summary>YAML by its ending, in any spelling, that neither a flow nor the messages are read from; the messages' own reader tells of their
    /// names.</summary>
    private static IEnumerable<string> YamlIn(string folder, bool inFlow) => Directory.EnumerateFiles(folder)
        .Where(file => FlowFileNames.IsYaml(file) && Path.GetFileName(file) != FlowFileNames.Operations
            && !(inFlow && Path.GetFileName(file) is FlowFileNames.Flow or FlowFileNames.Promises or FlowFileNames.Mutants)
            && !Path.GetFileName(file).StartsWith(FlowFileNames.MessagesPrefix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static Issue NotLoaded(string file, string instead) => new(Shown(file), 1, 1, "the file is not loaded: nothing reads a file of this name", instead);

    private static string InsteadOf(string file, bool inFlow)
    {
        var name = Path.GetFileNameWithoutExtension(file).ToUpperInvariant();
        if (name == "FLOW") return inFlow ? $"call it {FlowFileNames.Flow}" : $"a flow stands in a folder of its own: <name>/{FlowFileNames.Flow}";
        if (Nearest.To(name, Others.Keys) is { } near) return inFlow || Others[near] == FlowFileNames.Operations ? $"call it {Others[near]}" : $"it stands beside its flow: <name>/{Others[near]}";
        return name.StartsWith("MESSAGE", StringComparison.Ordinal) ? FlowFileNames.InsteadOfMessages(Path.GetFileName(file)) : $"call it {FlowFileNames.Flow} or messages.<language>.yaml, or remove it";
    }

    private static string Shown(string path) => path.Replace('\\', '/');
}
