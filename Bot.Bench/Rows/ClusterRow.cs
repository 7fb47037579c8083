using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;

namespace Bot.Bench.Rows;

/// <summary>
/// Three hosts on one PostgreSQL behind a balancer that sends each message to one of them by chance: side by side as without the setting, and as a cluster.
/// </summary>
internal static partial class ClusterRow
{
    private const string Name = "cluster";
    private const int Hosts = 3;
    private const int Connections = 128;

    /// <summary>Few enough that each of them speaks often in the time: what is told is the steady state, not the first turn of each.</summary>
    private const int People = 500;

    /// <summary>Long enough that code is compiled, conversations are placed, and each person has had a turn.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(15);

    private static readonly string[] Server = ["fsync=on", "synchronous_commit=on", "shared_preload_libraries=pg_stat_statements"];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        await using var cluster = await PostgresCluster.StartAsync(Server);
        var alone = await RunAsync(cluster, folder.Path, ClusterWay.Alone, Measured, output);
        var together = await RunAsync(cluster, folder.Path, ClusterWay.Together, Measured, output);
        return
        [
            new(Name, "turns computed twice per 1,000, as a cluster", Text(together.Twice), "< 1", together.Twice < 1, $"{Text(alone.Twice)} side by side", ""),
            new(Name, "reads of the session a turn, as a cluster", Text(together.Reads), "< 0.01", together.Reads < 0.01,
                $"{Text(alone.Reads)} side by side", ""),
            new(Name, "statements a turn, as a cluster", Text(together.Statements), "", null,
                $"{Text(alone.Statements)} side by side", ""),
            new(Name, "processor time of hosts and server a turn, us, as a cluster", Text(together.Time), "0.75 of side by side",
                together.Time <= 0.75 * alone.Time, $"{Text(alone.Time)} side by side", FigureFormat.Ratio(together.Time / alone.Time)),
            new(Name, "three hosts, 128 connections, as a cluster", FigureFormat.Whole(together.Load), "", null, $"{FigureFormat.Whole(alone.Load)} side by side",
                FigureFormat.Ratio(together.Load.PerSecond / alone.Load.PerSecond)),
        ];
    }

    /// <summary>Ways to share conversations, one after the other on one server: all of them, or those that are named.</summary>
    public static async Task CompareAsync(TimeSpan measured, IReadOnlyList<string> names, TextWriter output)
    {
        using var folder = new BenchFolder();
        await using var cluster = await PostgresCluster.StartAsync(Server);
        IEnumerable<ClusterWay> ways = names.Count == 0 ? ClusterWay.All : names.Select(name => ClusterWay.All.Single(way => way.Name == name));

        // A way may be named twice, for pairs.
        foreach (var (number, way) in ways.Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{way.Name.ToLowerInvariant()}_{number}");
            await RunAsync(cluster, folder.Path, way with { Name = name }, measured, output);
        }
    }

    private static async Task<Run> RunAsync(PostgresCluster cluster, string folder, ClusterWay way, TimeSpan measured, TextWriter output)
    {
        var url = await cluster.CreateDatabaseAsync(way.Name);
        await cluster.ExecuteAsync(way.Name, "create extension pg_stat_statements");
        using var peer = new RecordingPeer();
        var users = new Users(new SignedText(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow), People, Connections, 9_000_000_000);
        var bots = new List<BotProcess>();
        try
        {
            foreach (var settings in way.SettingsOf(url, Hosts))
            {
                var own = Directory.CreateDirectory(Path.Combine(folder, $"{way.Name}.{bots.Count}")).FullName;
                bots.Add(await BotProcess.StartAsync(BotProcess.Built, own, peer.Port, settings));
            }

            if (way.IsCluster) await JoinedAsync(bots);
            int[] ports = [.. bots.Select(bot => bot.Port)];
            var load = new LoadSettings(ports[0], Connections, TimeSpan.Zero, WarmUp) { Others = ports[1..], Balancer = way.BalancerOf(users, Hosts) };
            await LoadRun.RunAsync(load, users.Next);
            await cluster.ExecuteAsync(way.Name, "select pg_stat_statements_reset()");
            var (hosts, server) = (HostsTime(), cluster.ProcessorTime);
            var (turns, twice) = (await CountAsync(bots, "bot_turns_total"), await CountAsync(bots, "bot_turn_conflicts_total"));
            var result = await LoadRun.RunAsync(load with { Measured = measured }, users.Next);
            (hosts, server) = (HostsTime() - hosts, cluster.ProcessorTime - server);
            turns = await CountAsync(bots, "bot_turns_total") - turns;
            twice = await CountAsync(bots, "bot_turn_conflicts_total") - twice;
            var asked = await ClusterStatements.OfAsync(url);
            var time = (hosts + server).TotalMicroseconds / turns;
            var run = new Run(result, 1000.0 * twice / turns, (double)asked.Reads / turns, (double)asked.Calls / turns, time);
            await output.WriteLineAsync(
                $"  {way.Name}: {FigureFormat.Whole(result)}; {turns} turns, {Text(run.Twice)} of 1,000 computed twice, {Text(run.Reads)} reads of the session and {Text(run.Statements)} statements a turn, {hosts.TotalMicroseconds / turns:0} us of the hosts' and {server.TotalMicroseconds / turns:0} us of the server's processor time a turn");
            foreach (var (milliseconds, calls, text) in asked.Dearest)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"    {1000 * milliseconds / turns,6:0.0} us a turn, {(double)calls / turns,5:0.00} a turn: {text}"));
            return run;
        }
        finally
        {
            foreach (var bot in bots) await bot.DisposeAsync();
        }

        TimeSpan HostsTime() => bots.Aggregate(TimeSpan.Zero, (sum, bot) => sum + bot.ProcessorTime);
    }

    private static async Task JoinedAsync(List<BotProcess> bots)
    {
        using var client = new HttpClient();
        foreach (var bot in bots)
        {
            while (!(await client.GetStringAsync(new Uri($"http://127.0.0.1:{bot.Port}/health/ready"))).Contains($"\"hosts\":{Hosts}", StringComparison.Ordinal)) await Task.Delay(50);
        }
    }

    /// <summary>Of all hosts, all labels together.</summary>
    private static async Task<long> CountAsync(List<BotProcess> bots, string name)
    {
        using var client = new HttpClient();
        var sum = 0.0;
        foreach (var bot in bots)
        {
            var page = await client.GetStringAsync(new Uri($"http://127.0.0.1:{bot.Port}/metrics"));
            sum += page.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal))
                .Sum(line => double.Parse(Value().Match(line).Groups[1].Value, CultureInfo.InvariantCulture));
        }

        return (long)sum;
    }

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    // name{labels} value time
    [GeneratedRegex(@"^\S+(?:\{.*\})? ([\d.eE+]+)")]
    private static partial Regex Value();

    private sealed record Run(LoadResult Load, double Twice, double Reads, double Statements, double Time);
}
