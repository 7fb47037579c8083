using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;
using Npgsql;

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

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(14);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(14);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        await using var cluster = await PostgresCluster.StartAsync("fsync=on", "synchronous_commit=on", "shared_preload_libraries=pg_stat_statements");
        var alone = await RunAsync(cluster, folder.Path, "alone", new Dictionary<string, string>(), output);
        var together = await RunAsync(cluster, folder.Path, "together",
            new Dictionary<string, string> { ["CLUSTER"] = "orleans", ["CLUSTER_ADDRESS"] = "127.0.0.1", ["CLUSTER_PORT"] = "0" }, output);
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

    private static async Task<Run> RunAsync(PostgresCluster cluster, string folder, string name, Dictionary<string, string> more, TextWriter output)
    {
        var url = await cluster.CreateDatabaseAsync(name);
        await cluster.ExecuteAsync(name, "create extension pg_stat_statements");
        using var peer = new RecordingPeer();
        var users = new Users(new SignedText(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow), People, Connections, 9_000_000_000);
        var bots = new List<BotProcess>();
        try
        {
            for (var i = 0; i < Hosts; i++)
            {
                var own = Directory.CreateDirectory(Path.Combine(folder, $"{name}.{i}")).FullName;
                bots.Add(await BotProcess.StartAsync(BotProcess.Built, own, peer.Port, new Dictionary<string, string>(more) { ["DATABASE_URL"] = url }));
            }

            if (more.Count > 0) await JoinedAsync(bots);
            int[] ports = [.. bots.Select(bot => bot.Port)];
            await LoadRun.RunAsync(new(ports[0], Connections, TimeSpan.Zero, WarmUp) { Others = ports[1..] }, users.Next);
            await cluster.ExecuteAsync(name, "select pg_stat_statements_reset()");
            var (time, turns, twice) = (Time(), await CountAsync(bots, "bot_turns_total"), await CountAsync(bots, "bot_turn_conflicts_total"));
            var load = await LoadRun.RunAsync(new(ports[0], Connections, TimeSpan.Zero, Measured) { Others = ports[1..] }, users.Next);
            time = Time() - time;
            turns = await CountAsync(bots, "bot_turns_total") - turns;
            twice = await CountAsync(bots, "bot_turn_conflicts_total") - twice;
            var (statements, reads) = await StatementsAsync(url);
            var run = new Run(load, 1000.0 * twice / turns, (double)reads / turns, (double)statements / turns, time.TotalMicroseconds / turns);
            await output.WriteLineAsync(
                $"  {name}: {FigureFormat.Whole(load)}; {turns} turns, {Text(run.Twice)} of 1,000 computed twice, {Text(run.Reads)} reads of the session and {Text(run.Statements)} statements a turn, {run.Time:0} us of processor time of hosts and server a turn");
            return run;
        }
        finally
        {
            foreach (var bot in bots) await bot.DisposeAsync();
        }

        TimeSpan Time() => bots.Aggregate(cluster.ProcessorTime, (sum, bot) => sum + bot.ProcessorTime);
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

    private static async Task<(long Statements, long Reads)> StatementsAsync(string url)
    {
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={new Uri(url).Port};Username=bot;Database={url[(url.LastIndexOf('/') + 1)..]};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            select coalesce(sum(calls), 0)::bigint, coalesce(sum(calls) filter (where query ~ '^select .* from sessions where conversation = \$1$'), 0)::bigint
            from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database()) and query !~ 'pg_stat_statements'
            """;
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    // name{labels} value time
    [GeneratedRegex(@"^\S+(?:\{.*\})? ([\d.eE+]+)")]
    private static partial Regex Value();

    private sealed record Run(LoadResult Load, double Twice, double Reads, double Statements, double Time);
}
