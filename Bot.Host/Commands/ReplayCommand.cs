using System.CommandLine;
using Bot.Engine.Conversations;
using Bot.Host.Replays;
using Bot.Host.Wiring;
using Bot.Sandbox;

namespace Bot.Host.Commands;

/// <summary><c>replay</c>: runs scripted conversations and says what came out otherwise.</summary>
internal sealed class ReplayCommand : Command
{
    private const string Help = """
        Run scripted conversations and compare every reply.
        Exit code 1 when one comes out otherwise.

        Examples:
          Bot.Host replay
          Bot.Host replay flows/fastag-assign/happy-path.replay
          Bot.Host replay --coverage
          Bot.Host replay --channel botframework
          Bot.Host replay --cost flows/fastag-assign/happy-path.replay
        """;

    private readonly Argument<string[]> _files = new("files") { Description = "Replay files or folders (default: every *.replay under flows).", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _coverage = new("--coverage") { Description = "Report what of each flow the conversations visited." };

    private readonly Option<string> _channel = new("--channel")
    {
        Description = "Channel of the phone until a script names one.",
        DefaultValueFactory = _ => ReplayPlay.UsualChannel,
    };

    private readonly Option<bool> _cost = new("--cost") { Description = "Tell how many messages each conversation sends: every one is charged." };

    public ReplayCommand()
        : base("replay", Help)
    {
        _channel.AcceptOnlyFromAmong([.. SandboxWorld.Channels]);
        Add(_files);
        Add(_coverage);
        Add(_channel);
        Add(_cost);
        SetAction((parsed, _) => RunAsync(parsed.GetValue(_files) ?? [], parsed.GetValue(_channel)!, parsed.GetValue(_coverage), parsed.GetValue(_cost),
            parsed.InvocationConfiguration.Output));
    }

    private static async Task<int> RunAsync(string[] named, string channel, bool report, bool cost, TextWriter output)
    {
        var plays = ReplayPlay.Of([.. (named.Length == 0 ? [FlowTools.Folder] : named).SelectMany(InPath)], FlowTools.Folder);
        if (plays.Count == 0)
        {
            await output.WriteLineAsync("There is no *.replay file to run.");
            return ExitCodes.CannotRun;
        }

        var coverage = new ReplayCoverage();
        var failed = await new LongWork(output).RunAsync("Playing", plays.Count, async (lineAsync, step) =>
        {
            var failures = 0;
            foreach (var play in plays)
            {
                var costs = new ReplayCosts();
                var failure = await PlayAsync(play with { Channel = channel }, FlowTools.Folder, coverage, costs);
                if (failure is not null) failures++;
                await lineAsync(failure is null ? $"ok    {play}{(cost ? $"  ({costs})" : "")}" : $"FAIL  {failure}");
                step();
            }
            return failures;
        });
        await output.WriteLineAsync($"{plays.Count - failed} passed, {failed} failed");
        if (report) await ReportAsync(coverage, output);
        return failed == 0 ? ExitCodes.Ok : ExitCodes.Findings;
    }

    /// <returns>What went wrong; null when nothing did.</returns>
    public static async Task<string?> PlayAsync(ReplayPlay play, string flows, IEngineObserver observer, ReplayCosts? costs = null)
    {
        var (script, issues) = await play.ReadAsync();
        if (issues.Count > 0) return string.Join('\n', issues);
        return (await ReplayPlayer.PlayAsync(script, flows, observer, channel: play.Channel, costs: costs))?.ToString();
    }

    private static IEnumerable<string> InPath(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.replay", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [path];

    private static async Task ReportAsync(ReplayCoverage coverage, TextWriter output)
    {
        await using var services = FlowTools.Open();
        var catalog = services.GetRequiredService<FlowCatalog>();
        foreach (var flow in coverage.Of(catalog.Flows, catalog.Catalogue.Languages))
        {
            await output.WriteLineAsync(flow.ToString());
            foreach (var missing in flow.Missing) await output.WriteLineAsync($"  not visited: {missing}");
        }
    }
}
