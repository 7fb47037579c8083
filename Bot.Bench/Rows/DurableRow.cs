using System.Diagnostics;
using Bot.Bench.Ceilings;
using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;

namespace Bot.Bench.Rows;

/// <summary>
/// Turns over HTTP: signed webhook in, one flushed commit, 200 out. First as many as are acknowledged while the outbox drains at its own pace, then as many as
/// are answered all the way to the recording peer.
/// </summary>
internal static class DurableRow
{
    private const string Name = "durable";
    private const int Connections = 256;
    private const int People = 10_000;

    /// <summary>Replies that may be on their way in the sustained run: what the senders hold in flight, a few times over.</summary>
    private const int Backlog = 1000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        using var peer = new RecordingPeer();
        var wire = new SignedText(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow);
        LoadResult acknowledged, sustained, single;
        double cost;
        await using (var bot = await BotProcess.StartAsync(BotProcess.Built, folder.Path, peer.Port))
        {
            // The people of the sustained run come first: it also warms everything up.
            var talking = new Users(wire, People, Connections, 9_000_000_000);
            var begun = peer.Taken;
            sustained = await LoadRun.RunAsync(new(bot.Port, Connections, WarmUp, Measured), talking.Next,
                () => talking.Replies - (peer.Taken - begun) < Backlog);
            await output.WriteLineAsync($"  sustained {FigureFormat.Whole(sustained)}; {peer.Taken - begun} of {talking.Replies} replies delivered");

            var quiet = new Users(wire, 100, 1, 9_200_000_000);
            single = await LoadRun.RunAsync(new(bot.Port, 1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)), quiet.Next);
            await output.WriteLineAsync($"  one connection {FigureFormat.Whole(single)}");

            var many = new Users(wire, People, Connections, 9_100_000_000);
            var before = bot.ProcessorTime;
            acknowledged = await LoadRun.RunAsync(new(bot.Port, Connections, TimeSpan.FromSeconds(2), Measured), many.Next);
            cost = (bot.ProcessorTime - before).TotalMicroseconds / many.Turns;
            await output.WriteLineAsync($"  acknowledged {FigureFormat.Whole(acknowledged)}; {cost:0} us of the host's processor time a turn, sending included");
        }

        LoadResult bare;
        await using (var endpoint = await BareProcess.StartAsync())
        {
            var people = new Users(wire, People, Connections, 9_000_000_000);
            bare = await LoadRun.RunAsync(new(endpoint.Port, Connections, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4)), people.Next);
        }

        var bytes = TurnBytes.In(Path.Combine(folder.Path, "bot.db"));
        var commits = await BareCommit.RunAsync(folder.Path, Connections, bytes, TimeSpan.FromSeconds(4));
        var flush = await BareCommit.RunAsync(folder.Path, 1, bytes, TimeSpan.FromSeconds(2));
        await output.WriteLineAsync($"  bare endpoint {FigureFormat.Whole(bare)}; bare commits of {bytes} bytes {FigureFormat.Whole(commits)}; one flush {FigureFormat.Milliseconds(flush.P50)}");
        return
        [
            new(Name, "turns acknowledged, 256 connections", $"{FigureFormat.Whole(acknowledged)}", "10,000/s, p99 under 60 ms", acknowledged is { PerSecond: >= 10_000, P99: < 60, Errors: 0 },
                $"{FigureFormat.Rate(commits.PerSecond)} group commits of {bytes} bytes, as many as a turn wrote", FigureFormat.Ratio(acknowledged.PerSecond / commits.PerSecond)),
            new(Name, "the same against an endpoint that parses the body and says 200", FigureFormat.Rate(acknowledged.PerSecond), "", null, FigureFormat.Rate(bare.PerSecond),
                FigureFormat.Ratio(acknowledged.PerSecond / bare.PerSecond)),
            new(Name, "turns sustained, every reply delivered to a peer", FigureFormat.Whole(sustained), "", null, FigureFormat.Rate(bare.PerSecond), FigureFormat.Ratio(sustained.PerSecond / bare.PerSecond)),
            new(Name, "one connection", $"p50 {FigureFormat.Milliseconds(single.P50)}", "p50 under 2 ms above the flush", single.P50 - flush.P50 < 2, $"flush p50 {FigureFormat.Milliseconds(flush.P50)}", $"+{FigureFormat.Milliseconds(single.P50 - flush.P50)}"),
        ];
    }
}
