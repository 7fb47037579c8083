using System.Diagnostics;
using System.Globalization;
using Bot.Bench.Rows;
using Bot.Host.Commands;
using Bot.Host.Rehearsals;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Bench.Rehearsals;

/// <summary><c>rehearse</c> on a database of generated conversations: on a copy of the flows, and on one with a planted regression.</summary>
internal static class RehearsalBench
{
    public static async Task RunAsync(int people, TextWriter output)
    {
        using var folder = new BenchFolder();
        var database = Path.Combine(folder.Path, "bot.db");
        var configuration = StageConfiguration.Of(folder.Path, FlowTools.Folder, "bench", null, ("SECRET_KEY", "bench"), ("DATABASE_URL", database));
        await using (var flows = FlowTools.Open())
        await using (var store = await DatabaseUrl.Parse(database, "/").CreateAsync(SealingOptions.SealerOf(configuration), TimeProvider.System))
        {
            var begun = Stopwatch.GetTimestamp();
            var turns = await RecordedPeople.FillAsync(store, flows.GetRequiredService<FlowCatalog>(), people);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{people} conversations, {turns} turns written in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s, {new FileInfo(database).Length >> 20} MB"));
        }

        foreach (var (what, edited) in new[] { ("an unchanged copy", Copy(folder, "same", null)), ("a planted regression", Copy(folder, "planted", ("tenure: loanTenure", "tenure: { type: number, min: 1, max: 5 }"))) })
        {
            await output.WriteLineAsync($"--- {what}");
            var code = await RehearseCommand.RunAsync(configuration, new(edited, TimeSpan.FromDays(7), null, WorseRules.Read(WorseRules.Usual)!),
                output, output, CancellationToken.None);
            await output.WriteLineAsync($"exit code {code}");
        }
    }

    private static string Copy(BenchFolder folder, string name, (string Was, string Now)? change)
    {
        var copy = Path.Combine(folder.Path, name);
        foreach (var file in Directory.EnumerateFiles(FlowTools.Folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(FlowTools.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            var text = File.ReadAllText(file);
            File.WriteAllText(to, change is var (was, now) && file.EndsWith("loan-lead/flow.yaml", StringComparison.Ordinal)
                ? text.Replace(was, now, StringComparison.Ordinal) : text);
        }

        return copy;
    }
}
