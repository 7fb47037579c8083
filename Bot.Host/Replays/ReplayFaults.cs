using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Yaml;

namespace Bot.Host.Replays;

/// <summary>Lines of scripted conversations that no replay could play, told by <c>check</c> beside the faults of the flows.</summary>
internal static class ReplayFaults
{
    /// <param name="names">Judges the names in them; null where the flows have faults of their own, from which wrong names would follow.</param>
    public static async Task<IReadOnlyList<Issue>> InAsync(string folder, ReplayNames? names = null)
    {
        var found = new List<Issue>();
        var languages = FlowFileNames.LanguagesIn(folder);
        foreach (var file in Directory.EnumerateFiles(folder, "*.replay", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (script, issues) = await new ReplayPlay(file.Replace('\\', '/'), null).ReadAsync();
            found.AddRange(issues);
            foreach (var code in script.Codes.Except(languages))
                found.Add(new(file.Replace('\\', '/'), await LineOfAsync(file, code), 1, $"there is no messages.{code}.yaml for the lines of '{code}'", Nearest.Instead(code, languages)));
            found.AddRange(names?.Review(script) ?? []);
            if (issues.Count == 0 && script.Lines.IsEmpty) found.Add(new(file.Replace('\\', '/'), 1, 1, "nothing is said in this replay", "write > and what a person says"));
        }
        return found;
    }

    private static async Task<int> LineOfAsync(string file, string code) =>
        Array.FindIndex(await File.ReadAllLinesAsync(file), line => line.StartsWith($"{code} ", StringComparison.Ordinal)) + 1;
}
