using Bot.Bench.Ceilings;
using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;

namespace Bot.Bench.Rows;

/// <summary>
/// Turns over HTTP on PostgreSQL, every commit flushed: one host, then two hosts that share the database, beside PostgreSQL's own load generator on the same
/// server.
/// </summary>
internal static class PostgresRow
{
    private const string Name = "postgres";
    private const int Connections = 256;
    private const int People = 10_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Bare = TimeSpan.FromSeconds(4);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        await using var cluster = await PostgresCluster.StartAsync("fsync=on", "synchronous_commit=on");

        var one = await HostsAsync(cluster, folder.Path, 1, output);
        var two = await HostsAsync(cluster, folder.Path, 2, output);
        var bare = await cluster.CreateDatabaseAsync("bare");
        await BareTransactions.PrepareAsync(cluster, "bare");
        var turn = await BareTransactions.RunAsync(bare, folder.Path, BareTransactions.Turn, Bare);
        var row = await BareTransactions.RunAsync(bare, folder.Path, BareTransactions.Row, Bare);
        await output.WriteLineAsync($"  bare pgbench: {FigureFormat.Rate(turn)} of a turn's four statements, {FigureFormat.Rate(row)} of one row");

        var ceiling = $"{FigureFormat.Rate(turn)} bare pgbench, a turn's four statements; {FigureFormat.Rate(row)} one row of its bytes";
        return
        [
            new(Name, "one host, 256 connections", FigureFormat.Whole(one), "5,000/s", one is { PerSecond: >= 5_000, Errors: 0 }, ceiling, FigureFormat.Ratio(one.PerSecond / turn)),
            new(Name, "two hosts on the same machine, 128 connections each", FigureFormat.Whole(two), "", null, ceiling, FigureFormat.Ratio(two.PerSecond / turn)),
        ];
    }

    /// <summary>So many hosts on a database of their own; each is asked by its share of the connections, for people of its own.</summary>
    private static async Task<LoadResult> HostsAsync(PostgresCluster cluster, string folder, int hosts, TextWriter output)
    {
        var url = await cluster.CreateDatabaseAsync($"hosts{hosts}");
        using var peer = new RecordingPeer();
        var wire = new SignedText(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow);
        var bots = new List<BotProcess>();
        try
        {
            for (var i = 0; i < hosts; i++)
            {
                var own = Directory.CreateDirectory(Path.Combine(folder, $"{hosts}.{i}")).FullName;
                bots.Add(await BotProcess.StartAsync(BotProcess.Built, own, peer.Port, new Dictionary<string, string> { ["DATABASE_URL"] = url }));
            }

            var people = bots.Select((_, i) => new Users(wire, People / hosts, Connections / hosts, 9_000_000_000 + (i * 100_000_000))).ToList();
            await AskAsync(TimeSpan.Zero, WarmUp);
            var (ours, servers, before) = (Ours(), cluster.ProcessorTime, people.Sum(one => one.Turns));
            var runs = await AskAsync(TimeSpan.FromSeconds(1), Measured);
            var turns = people.Sum(one => one.Turns) - before;
            var whole = new LoadResult(runs.Sum(run => run.Answers), runs.Sum(run => run.Errors), Measured.TotalSeconds,
                Latencies.Of(runs.Select(run => run.Latencies)));
            await output.WriteLineAsync($"  {hosts} host(s) {FigureFormat.Whole(whole)}; a turn, sending included: {(Ours() - ours).TotalMicroseconds / turns:0} us of the hosts' processor time and {(cluster.ProcessorTime - servers).TotalMicroseconds / turns:0} us of the server's; {peer.Taken} of {people.Sum(one => one.Replies)} replies delivered");
            return whole;

            Task<LoadResult[]> AskAsync(TimeSpan warmUp, TimeSpan measured) =>
                Task.WhenAll(bots.Select((bot, i) => LoadRun.RunAsync(new(bot.Port, Connections / hosts, warmUp, measured), people[i].Next)));

            TimeSpan Ours() => bots.Aggregate(TimeSpan.Zero, (sum, bot) => sum + bot.ProcessorTime);
        }
        finally
        {
            foreach (var bot in bots) await bot.DisposeAsync();
        }
    }
}
