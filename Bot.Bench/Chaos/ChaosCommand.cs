using System.Globalization;
using Bot.Bench.Chaos.Kill;
using Bot.Bench.Chaos.Simulation;
using Bot.Engine.Flows;
using Bot.Host.Wiring;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Bench.Chaos;

/// <summary>
/// <c>chaos simulate --crashes 10000 --seed 1</c>: crashes one process after the other, in memory and by a seed. <c>chaos kill --kills 1000</c>: SIGKILL for
/// real ones.
/// </summary>
internal static class ChaosCommand
{
    public static async Task<int> RunAsync(string[] words, TextWriter output)
    {
        switch (words)
        {
            case ["chaos", "simulate", .. var options]:
                return await SimulateAsync(new(options), output);
            case ["chaos", "kill", .. var options] when TroublesOf(new(options)).Contains(Trouble.Part) && !HostNetwork.IsInside:
                return await HostNetwork.RunInsideAsync(words);
            case ["chaos", "kill", .. var options]:
                return await KillAsync(new(options), output);
            case ["chaos", "host"]:
                return await ChaosHost.RunAsync(output);
            default:
                await output.WriteLineAsync("chaos kill [--kills 1000] [--conversations 1000] [--at-once 60] [--seed 1] [--hosts 1] [--database URL|own] [--life 2] [--cluster] [--troubles freeze,database,roll,part] [--clocks 60 [--own-clocks]] [--from Bot.Bench.dll --from-flows FOLDER]");
                await output.WriteLineAsync("chaos simulate [--crashes 10000] [--seed 1] [--processes 1] [--people 3]");
                return 2;
        }
    }

    private static List<Trouble> TroublesOf(Options options) =>
        [.. options.Text("troubles", "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(word => Enum.Parse<Trouble>(word, ignoreCase: true))];

    private static async Task<int> KillAsync(Options options, TextWriter output)
    {
        var report = await KillRun.PlayAsync(
            new()
            {
                Cluster = options.Has("cluster"),
                Troubles = TroublesOf(options),
                ClocksOff = TimeSpan.FromSeconds(options.Number("clocks", 0)),
                OwnClocks = options.Has("own-clocks"),
                From = options.Text("from", ""),
                FromFlows = options.Text("from-flows", ""),
                LongestLife = TimeSpan.FromSeconds(options.Number("life", 2)),
                Kills = options.Number("kills", 1000),
                Conversations = options.Number("conversations", 1000),
                AtOnce = options.Number("at-once", 60),
                Seed = options.Number("seed", 1),
                Hosts = options.Number("hosts", 1),
                Database = options.Text("database", ""),
                Flows = FlowTools.Folder,
            },
            output.WriteLine);
        await output.WriteLineAsync(report.ToString());
        return report.Violations.Count == 0 ? 0 : 1;
    }

    private static async Task<int> SimulateAsync(Options options, TextWriter output)
    {
        await using var services = FlowTools.Open();
        var (catalog, contracts) = (services.GetRequiredService<FlowCatalog>(), services.GetServices<OperationContract>().ToList());
        var plan = new SimulationPlan(options.Number("seed", 1)) { Processes = options.Number("processes", 1), People = options.Number("people", 3) };
        if (options.Has("once"))
        {
            var result = Chaos.Simulation.Simulation.Run(plan, catalog, contracts);
            if (options.Has("trace")) foreach (var line in result.Trace) await output.WriteLineAsync(line);
            foreach (var violation in result.Violations) await output.WriteLineAsync(violation);
            return result.Violations.Count == 0 ? 0 : 1;
        }
        var report = SimulationSeries.Run(plan, options.Number("crashes", 10_000), catalog, contracts);
        await output.WriteLineAsync(report.ToString());
        return report.Violations.Count == 0 ? 0 : 1;
    }

    /// <summary><c>--name value</c> pairs.</summary>
    internal sealed class Options(IReadOnlyList<string> words)
    {
        public bool Has(string name) => words.Contains("--" + name);

        public string Text(string name, string otherwise) =>
            words.ToList().IndexOf("--" + name) is >= 0 and var at && at + 1 < words.Count ? words[at + 1] : otherwise;

        public int Number(string name, int otherwise) => int.Parse(Text(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
    }
}
