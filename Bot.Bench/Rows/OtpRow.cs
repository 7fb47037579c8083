using System.Globalization;
using System.Text;
using Bot.Bench.Ceilings;
using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;

namespace Bot.Bench.Rows;

/// <summary>
/// One-time codes sent over the HTTP API, each to another number; the answer comes when the channel has taken the message and both commits are flushed.
/// </summary>
internal static class OtpRow
{
    private const int Connections = 16;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        using var peer = new RecordingPeer();
        var number = 0L;
        LoadResult sent, bare;
        double cost;
        await using (var bot = await BotProcess.StartAsync(BotProcess.Built, folder.Path, peer.Port))
        {
            await LoadRun.RunAsync(new(bot.Port, Connections, TimeSpan.Zero, TimeSpan.FromSeconds(12)), Next);
            var (before, first) = (bot.ProcessorTime, number);
            sent = await LoadRun.RunAsync(new(bot.Port, Connections, TimeSpan.Zero, TimeSpan.FromSeconds(6)), Next);
            cost = (bot.ProcessorTime - before).TotalMicroseconds / (number - first);
        }

        await using (var endpoint = await BareProcess.StartAsync())
            bare = await LoadRun.RunAsync(new(endpoint.Port, Connections, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)), Next);
        await output.WriteLineAsync($"  {FigureFormat.Whole(sent)}; {cost:0} us of the host's processor time a code; {peer.Taken} taken by the peer; bare endpoint {FigureFormat.Rate(bare.PerSecond)}");
        return
        [
            new("otp", "one-time codes sent, 16 connections", FigureFormat.Whole(sent), "3,000/s, p99 under 40 ms", sent is { PerSecond: >= 3000, P99: < 40, Errors: 0 },
                $"{FigureFormat.Rate(bare.PerSecond)} by an endpoint that parses the body and says 200", FigureFormat.Ratio(sent.PerSecond / bare.PerSecond)),
        ];

        byte[] Next(int connection)
        {
            var body = string.Create(CultureInfo.InvariantCulture, $$"""{"phone_number":"+91{{Users.NumberOf(9_000_000_000, Interlocked.Increment(ref number))}}"}""");
            return Encoding.ASCII.GetBytes($"POST /api_v1/otp_send HTTP/1.1\r\nHost: bench\r\nX-API-Key: {BotProcess.ApiKey}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        }
    }
}
