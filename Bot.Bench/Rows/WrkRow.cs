using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;

namespace Bot.Bench.Rows;

/// <summary>The acknowledged turns of <see cref="DurableRow"/> once more, driven by wrk, an independent load generator.</summary>
internal static class WrkRow
{
    private const int Connections = 256;
    private const int People = 10_000;
    private const int Requests = 200_000;

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output)
    {
        if (!Wrk.IsInstalled)
        {
            await output.WriteLineAsync("  wrk is not installed here; the row `durable` has a driver of its own");
            return [];
        }

        using var folder = new BenchFolder();
        using var peer = new RecordingPeer();
        var people = new Users(new(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow), People, 1, 9_300_000_000);
        await using var bot = await BotProcess.StartAsync(BotProcess.Built, folder.Path, peer.Port);
        await Wrk.RunAsync(folder.Path, bot.Port, Connections, TimeSpan.FromSeconds(6), () => people.Next(0), Requests);
        var result = await Wrk.RunAsync(folder.Path, bot.Port, Connections, Measured, () => people.Next(0), Requests);
        var said = $"{FigureFormat.Rate(result.PerSecond)}, p50 {FigureFormat.Milliseconds(result.P50)}, p99 {FigureFormat.Milliseconds(result.P99)}, {result.Errors} errors";
        await output.WriteLineAsync($"  {said}");
        return [new("wrk", "turns acknowledged, 256 connections, driven by wrk", said, "", null, "", "")];
    }
}
