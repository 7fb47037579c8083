using System.Globalization;
using Bot.Bench.Ceilings;
using Bot.Bench.Chaos;
using Bot.Bench.Chaos.Stories;
using Bot.Bench.Figures;
using Bot.Bench.Fuzz;
using Bot.Bench.Hosts;
using Bot.Bench.Load;
using Bot.Bench.Profiles;
using Bot.Bench.Publishing;
using Bot.Bench.Rehearsals;
using Bot.Bench.Rows;
using Bot.Bench.Turns;

const string Page = "docs/benchmarks.md";

switch (args)
{
    case ["nothing"]:
        return 0;
    case ["chaos", ..]:
        return await ChaosCommand.RunAsync(args, Console.Out);
    case ["cluster", "story"]:
        return await ClusterStory.PlayAsync(Console.Out);
    case ["cluster", "ways", var seconds, .. var ways]:
        if (!Deployment.IsSet) return await Deployment.RunAsync(args);
        LeanSockets.Use();
        await ClusterRow.CompareAsync(TimeSpan.FromSeconds(Number(seconds)), ways, Console.Out);
        return 0;
    case ["fuzz", ..]:
        return await FuzzCommand.RunAsync(args, Console.Out);
    case ["bare"]:
        await BareEndpoint.ServeAsync();
        return 0;
    case [StrangersProcess.Argument, var port, var attack]:
        LeanSockets.Use();
        await StrangersRow.ActAsync(Number(port), Number(attack));
        return 0;
    case ["turns", var seconds, .. var script]:
        if (!Deployment.IsSet) return await Deployment.RunAsync(args);
        await TurnLoop.RunAsync(TimeSpan.FromSeconds(Number(seconds)), script.FirstOrDefault() ?? RecordedConversation.Fastag, Console.Out);
        return 0;
    case ["profile", var trace, .. var under]:
        await HotMethods.PrintAsync(trace, under.FirstOrDefault() ?? "", Console.Out);
        return 0;
    case ["allocations", var trace, .. var under]:
        await HotMethods.PrintAllocationsAsync(trace, under.FirstOrDefault() ?? "", Console.Out);
        return 0;
    case ["cost", var connections, var seconds, .. var backlog]:
        LeanSockets.Use();
        await TurnCost.PrintAsync(Number(connections), TimeSpan.FromSeconds(Number(seconds)), backlog is [var most] ? Number(most) : 0, Console.Out);
        return 0;
    case ["overload", var seconds, .. var host]:
        LeanSockets.Use();
        await OverloadRow.MeasureAsync(TimeSpan.FromSeconds(Number(seconds)), host.FirstOrDefault() ?? BotProcess.Built, Console.Out);
        return 0;
    case ["starts", var rounds, .. var programs]:
        LeanSockets.Use();
        await StartRow.CompareAsync(Number(rounds), programs, Console.Out);
        return 0;
    case ["rehearse", var people]:
        if (!Deployment.IsSet) return await Deployment.RunAsync(args);
        await RehearsalBench.RunAsync(Number(people), Console.Out);
        return 0;
    case ["publish", var people]:
        if (!Deployment.IsSet) return await Deployment.RunAsync(args);
        return await PublishRun.PrintAsync(Number(people), Console.Out);
    case ["drive", var port, var connections, var seconds, .. var secrets]:
        await DriveAsync(port, connections, seconds, secrets);
        return 0;
    case ["all"]:
        return await MeasureAsync(MeasuredRows.All);
    case [_, ..] when args.All(name => MeasuredRows.All.Any(row => row.Name == name)):
        return await MeasureAsync([.. MeasuredRows.All.Where(row => args.Contains(row.Name))]);
    default:
        await Console.Error.WriteLineAsync("Bot.Bench -- all | <row> ... | chaos ... | cluster story | cluster ways <seconds> [<way>] ... | fuzz ... | drive <port> <connections> <seconds> [<app secret> <phone number id>] | cost <connections> <seconds> [<backlog>] | overload <seconds> [<host.dll>] | turns <seconds> [<flow>/<script>.replay] | starts <rounds> <host> ... | rehearse <people> | publish <people> | profile <file.nettrace> [<method>] | allocations <file.nettrace> [<method>]");
        foreach (var row in MeasuredRows.All) await Console.Error.WriteLineAsync($"  {row.Name,-10} {row.What}");
        return 2;
}

async Task<int> MeasureAsync(IReadOnlyList<MeasuredRow> rows)
{
    if (!Deployment.IsSet) return await Deployment.RunAsync(args);

    LeanSockets.Use();
    var facts = RunFacts.All().ToList();
    var figures = new List<Figure>();
    foreach (var row in rows)
    {
        Console.WriteLine(row.What);
        figures.AddRange(await row.MeasureAsync(Console.Out));
    }

    foreach (var line in facts.Concat(figures.Select(FiguresPage.Line))) Console.WriteLine(line);
    Directory.CreateDirectory(Path.GetDirectoryName(Page)!);
    await new FiguresPage(Page, [.. MeasuredRows.All.Select(row => row.Name)]).WriteAsync(figures, facts);
    return figures.Any(figure => figure.Reached == false) ? 1 : 0;
}

async Task DriveAsync(string port, string connections, string seconds, string[] secrets)
{
    LeanSockets.Use();
    var wire = new SignedText(secrets.ElementAtOrDefault(0) ?? BotProcess.AppSecret, secrets.ElementAtOrDefault(1) ?? BotProcess.PhoneNumberId,
        DateTimeOffset.UtcNow);
    var settings = new LoadSettings(Number(port), Number(connections), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(Number(seconds)));
    var people = new Users(wire, 10_000, settings.Connections, 9_000_000_000);
    Console.WriteLine(FigureFormat.Whole(await LoadRun.RunAsync(settings, people.Next)));
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
