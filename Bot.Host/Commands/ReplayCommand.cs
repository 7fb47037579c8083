using System.CommandLine;
using System.Globalization;
using Bot.Engine.Conversations;
using Bot.Engine.Loading;
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
          Bot.Host replay --watch --flow tyre-booking
          Bot.Host replay --flow tyre-booking --at-least 90
          Bot.Host replay --at-least fastag-assign=100 --at-least tyre-booking=80
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

    private readonly Option<string?> _flow = new("--flow") { Description = "Play the conversations of this flow only, and report on it only." };

    private readonly Option<string[]> _least = new("--at-least")
    {
        Description = "Exit code 1 when less than so many percent of a flow are visited: 90 for every flow, or name=90 for one. Repeatable.",
    };

    private readonly Option<bool> _watch = new("--watch") { Description = "Play again whenever a file has changed, until Ctrl+C." };

    public ReplayCommand()
        : base("replay", Help)
    {
        _channel.AcceptOnlyFromAmong([.. SandboxWorld.Channels]);
        Add(_files);
        Add(_coverage);
        Add(_channel);
        Add(_cost);
        Add(_flow);
        _least.Validators.Add(found =>
        {
            foreach (var value in found.GetValueOrDefault<string[]>() ?? [])
                if (CoverageFloor.Read(value) is null) found.AddError($"--at-least '{value}' is neither a percentage nor name=percentage: write 90 or tyre-booking=90");
        });
        Add(_least);
        Add(_watch);
        SetAction((parsed, stop) =>
        {
            var request = RequestOf(parsed);
            var output = parsed.InvocationConfiguration.Output;
            return parsed.GetValue(_watch) ? FolderWatch.RunAsync(FlowTools.Folder, () => RunAsync(request, output), output, stop) : RunAsync(request, output);
        });
    }

    private ReplayRequest RequestOf(ParseResult parsed) => new(parsed.GetValue(_files) ?? [], parsed.GetValue(_channel)!, parsed.GetValue(_coverage),
        parsed.GetValue(_cost), parsed.GetValue(_flow), [.. (parsed.GetValue(_least) ?? []).Select(CoverageFloor.Read).OfType<CoverageFloor>()]);

    private static async Task<int> RunAsync(ReplayRequest request, TextWriter output)
    {
        var flows = request.Files.Select(FlowsAround).OfType<string>().FirstOrDefault() ?? FlowTools.Folder;
        var usual = request.Flow is { } only ? Path.Combine(flows, only) : flows;
        var plays = ReplayPlay.Of([.. (request.Files.Count == 0 ? [usual] : request.Files).SelectMany(InPath)], flows);
        if (plays.Count == 0)
        {
            await output.WriteLineAsync(request.Flow is { } flow ? $"There is no *.replay file of the flow '{flow}'." : "There is no *.replay file to run.");
            return ExitCodes.CannotRun;
        }

        var coverage = new ReplayCoverage();
        var failed = await new LongWork(output).RunAsync("Playing", plays.Count, async (lineAsync, step) =>
        {
            var failures = 0;
            foreach (var play in plays)
            {
                var costs = new ReplayCosts();
                var failure = await PlayAsync(play with { Channel = request.Channel }, flows, coverage, costs);
                if (failure is not null) failures++;
                await lineAsync(failure is null ? $"ok    {play}{(request.Cost ? $"  ({costs})" : "")}" : $"FAIL  {failure}");
                step();
            }
            return failures;
        });
        await output.WriteLineAsync($"{plays.Count - failed} passed, {failed} failed");
        var tooFew = request.Report || request.Floors.Count > 0 ? await ReportAsync(coverage, request, flows, output) : 0;
        return failed + tooFew == 0 ? ExitCodes.Ok : ExitCodes.Findings;
    }

    /// <returns>What went wrong; null when nothing did.</returns>
    public static async Task<string?> PlayAsync(ReplayPlay play, string flows, IEngineObserver observer, ReplayCosts? costs = null)
    {
        var (script, issues) = await play.ReadAsync();
        if (issues.Count > 0) return string.Join('\n', issues);
        return (await ReplayPlayer.PlayAsync(script, flows, observer, channel: play.Channel, costs: costs))?.ToString();
    }

    /// <summary>The folder of flows that a script, or a folder of scripts, lies in: the nearest with shared messages that is no flow itself; null for none.
    /// </summary>
    private static string? FlowsAround(string path)
    {
        var folder = Directory.Exists(path) ? Path.GetFullPath(path) : Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is null || !Directory.Exists(folder)) return null;

        var flows = File.Exists(Path.Combine(folder, FlowFileNames.Flow)) ? Path.GetDirectoryName(folder) : folder;
        return flows is not null && FlowFileNames.LanguagesIn(flows).Count > 0 ? flows : null;
    }

    private static IEnumerable<string> InPath(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.replay", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [path];

    /// <returns>How many flows were visited less than they must be.</returns>
    private static async Task<int> ReportAsync(ReplayCoverage coverage, ReplayRequest request, string folder, TextWriter output)
    {
        await using var services = FlowTools.Open(folder);
        var catalog = services.GetRequiredService<FlowCatalog>();
        var tooFew = 0;
        var flows = coverage.Of(catalog.Flows, catalog.Catalogue.Languages).Where(flow => request.Flow is null || flow.Flow == request.Flow).ToList();

        // What files that were named do not touch is not theirs to visit.
        var told = request.Files.Count > 0 ? flows.Where(flow => !flow.States.IsUntouched || CoverageFloor.Names(request.Floors, flow.Flow)).ToList() : flows;
        if (told.Count < flows.Count) await output.WriteLineAsync($"{flows.Count - told.Count} flows that these conversations do not enter are left out");
        foreach (var flow in told)
        {
            await output.WriteLineAsync(flow.ToString());
            if (request.Report)
            {
                foreach (var missing in flow.Missing) await output.WriteLineAsync($"  not visited: {missing}");
            }
            if (CoverageFloor.Of(request.Floors, flow.Flow) is not { } least || flow.Percent >= least) continue;

            tooFew++;
            await output.WriteLineAsync($"  visited {flow.Percent} %, and at least {least} % are asked for");
        }
        return tooFew;
    }
}

/// <summary>What <c>replay</c> is asked for.</summary>
/// <param name="Files">Files and folders; empty for all.</param>
/// <param name="Channel">The phone's channel until a script names one.</param>
/// <param name="Report">What was not visited is told.</param>
/// <param name="Cost">The messages of each conversation are counted.</param>
/// <param name="Flow">The one flow that is played and told of; null for all.</param>
/// <param name="Floors">How much of each flow must be visited.</param>
internal sealed record ReplayRequest(IReadOnlyList<string> Files, string Channel, bool Report, bool Cost, string? Flow, IReadOnlyList<CoverageFloor> Floors);

/// <summary>How much of a flow must be visited.</summary>
/// <param name="Flow">Empty for every flow without its own.</param>
internal sealed record CoverageFloor(string Flow, int Percent)
{
    /// <summary><c>90</c>, or <c>tyre-booking=90</c>; null for anything else.</summary>
    public static CoverageFloor? Read(string text)
    {
        var (flow, number) = text.Split('=') is [var name, var behind] ? (name, behind) : ("", text);
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= 100
            ? new(flow, percent)
            : null;
    }

    /// <summary>One is asked for by the flow's own name.</summary>
    public static bool Names(IReadOnlyList<CoverageFloor> floors, string flow) => floors.Any(floor => floor.Flow == flow);

    public static int? Of(IReadOnlyList<CoverageFloor> floors, string flow) =>
        (floors.FirstOrDefault(floor => floor.Flow == flow) ?? floors.FirstOrDefault(floor => floor.Flow.Length == 0))?.Percent;
}
