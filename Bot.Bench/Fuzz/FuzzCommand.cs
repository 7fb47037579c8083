using Bot.Bench.Chaos;
using Bot.Bench.Hosts;

namespace Bot.Bench.Fuzz;

/// <summary><c>fuzz --payloads 100000 --seed 1 --channel meta</c>: damaged payloads over real HTTP; <c>--only 4711</c> posts one of them alone.</summary>
internal static class FuzzCommand
{
    /// <summary>The API's answers cost the host more than a refused webhook.</summary>
    private const int ApiShare = 10;

    public static IReadOnlyList<IFuzzTarget> Targets { get; } = [.. WebhookTarget.All, new ApiTarget()];

    public static async Task<int> RunAsync(string[] words, TextWriter output)
    {
        var options = new ChaosCommand.Options(words);
        var only = options.Number("only", -1);
        var (payloads, seed) = (options.Number("payloads", 100_000), options.Number("seed", 1));
        var chosen = Targets.Where(target => options.Text("channel", target.Name) == target.Name).ToList();
        if (chosen.Count == 0)
        {
            await output.WriteLineAsync($"fuzz [--payloads 100000] [--seed 1] [--channel {string.Join('|', Targets.Select(target => target.Name))}] [--only index]");
            return 2;
        }

        var violations = 0;
        foreach (var target in chosen)
        {
            var count = target is ApiTarget ? Math.Max(1, payloads / ApiShare) : payloads;
            var report = await new FuzzRun(target, only < 0 ? new(BotProcess.Built, count, seed) : new(BotProcess.Built, 1, seed, only)).PlayAsync();
            await output.WriteLineAsync(report.ToString());
            violations += report.Violations.Count;
        }
        return violations == 0 ? 0 : 1;
    }
}
