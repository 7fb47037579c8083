using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Host.Wiring;

namespace Bot.Host.Commands;

/// <summary>Runs scripted conversations, several side by side, and says what came out otherwise.</summary>
internal sealed class Replay(BotSettings settings, TextWriter output)
{
    public async Task<int> RunAsync(ReplayRequest request)
    {
        var plays = ReplayPlay.Of(FilesOf(request.Files), settings.Folders.Flows);
        if (plays.Count == 0)
        {
            await output.WriteLineAsync("There is no *.replay file to run.");
            return ExitCodes.CannotRun;
        }

        var coverage = new ReplayCoverage();
        var failed = 0;
        foreach (var play in plays)
        {
            if (await PlayAsync(play, settings.Folders.Flows, coverage) is not { } failure)
            {
                await output.WriteLineAsync($"ok    {play}");
                continue;
            }
            failed++;
            await output.WriteLineAsync($"FAIL  {failure}");
        }
        await output.WriteLineAsync($"{plays.Count - failed} passed, {failed} failed");
        if (request.Coverage) await ReportAsync(coverage);
        return failed == 0 ? ExitCodes.Ok : ExitCodes.Findings;
    }

    /// <returns>What went wrong; null when nothing did.</returns>
    public static async Task<string?> PlayAsync(ReplayPlay play, string flows, ReplayCoverage coverage)
    {
        var (script, issues) = await play.ReadAsync();
        if (issues.Count > 0) return string.Join('\n', issues);
        return (await ReplayPlayer.PlayAsync(script, flows, coverage))?.ToString();
    }

    private List<string> FilesOf(IReadOnlyList<string> named) =>
        [.. (named.Count == 0 ? [settings.Folders.Flows] : named).SelectMany(InPath)];

    private static IEnumerable<string> InPath(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.replay", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [path];

    private async Task ReportAsync(ReplayCoverage coverage)
    {
        var shelf = FlowCatalog.Load(settings.Folders.Flows, await BotEngine.ContractsAsync(settings));
        foreach (var flow in coverage.Of(shelf.Flows, shelf.Catalogue.Languages))
        {
            await output.WriteLineAsync(flow.ToString());
            foreach (var missing in flow.Missing) await output.WriteLineAsync($"  not visited: {missing}");
        }
    }
}
