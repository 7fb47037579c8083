using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;

namespace Bot.Bench.Rows;

/// <summary>
/// The same turns over HTTP on each store that is a file: signed webhook in, one flushed commit, 200 out, while replies drain to a recording peer.
/// </summary>
internal static class StoresRow
{
    private const string Name = "stores";
    private const string Yardstick = "sqlite";
    private const int Connections = 256;
    private const int People = 10_000;
    private const double Goal = 0.5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output)
    {
        var sqlite = await RunAsync(Yardstick, output);
        var litedb = await RunAsync("litedb", output);
        var ratio = litedb.PerSecond / sqlite.PerSecond;
        return
        [
            new(Name, "turns acknowledged on LiteDB, 256 connections", FigureFormat.Whole(litedb), "half of SQLite's", ratio >= Goal && litedb.Errors == 0,
                $"{FigureFormat.Rate(sqlite.PerSecond)} on SQLite in the same run", FigureFormat.Ratio(ratio)),
        ];
    }

    private static async Task<LoadResult> RunAsync(string kind, TextWriter output)
    {
        using var folder = new BenchFolder();
        using var peer = new RecordingPeer();
        var wire = new SignedText(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow);
        var settings = new Dictionary<string, string> { ["DATABASE_URL"] = $"{kind}:///{Path.Combine(folder.Path, "bot.db")}" };
        await using var bot = await BotProcess.StartAsync(BotProcess.Built, folder.Path, peer.Port, settings);
        var people = new Users(wire, People, Connections, 9_100_000_000);
        var before = bot.ProcessorTime;
        var result = await LoadRun.RunAsync(new(bot.Port, Connections, WarmUp, Measured), people.Next);
        var cost = (bot.ProcessorTime - before).TotalMicroseconds / people.Turns;
        await output.WriteLineAsync($"  {kind} {FigureFormat.Whole(result)}; {cost:0} us of the host's processor time a turn; {bot.ResidentBytes >> 20} MB");
        return result;
    }
}
