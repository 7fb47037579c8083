using Bot.Engine.Flows;

namespace Bot.Host.Replays;

/// <summary>Lines of scripted conversations that no replay could play, told by <c>check</c> beside the faults of the flows.</summary>
internal static class ReplayFaults
{
    public static async Task<IReadOnlyList<Issue>> InAsync(string folder)
    {
        var found = new List<Issue>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.replay", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (script, issues) = await new ReplayPlay(file.Replace('\\', '/'), null).ReadAsync();
            found.AddRange(issues);
            if (issues.Count == 0 && script.Lines.IsEmpty) found.Add(new(file.Replace('\\', '/'), 1, 1, "nothing is said in this replay", "write > and what a person says"));
        }
        return found;
    }
}
