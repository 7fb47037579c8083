using System.Globalization;
using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;

namespace Bot.Bench.Rows;

/// <summary>Signed webhooks beside strangers who take what they can, on a host with the heap of a container of 512 MB.</summary>
internal static class StrangersRow
{
    /// <summary>Messages a second.</summary>
    private const double Rate = 200;

    private const int Connections = 16;

    /// <summary>All that the host takes, less those of the load.</summary>
    private const int Crowd = 9_900;

    private const int Askers = 32;
    private const double Goal = 3;
    private const long HeapLimit = 384L << 20;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    /// <summary>Longer than a silent connection and a slow body may stay.</summary>
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(24);

    private static readonly (string What, int Count, StrangersAct Act)[] Attacks =
    [
        ("9,900 connections that announce 3 MB and send a byte", Crowd, Strangers.Begin(HeadOf(3 << 20) + "{")),
        ("9,900 silent connections", Crowd, Strangers.Begin("")),
        ("9,900 bodies that come at 300 bytes a second", Crowd, Strangers.Trickle(HeadOf(3 << 20), 300, TimeSpan.FromSeconds(1))),
        ("32 connections that ask for the API's description and for nothing else", Askers, Strangers.Ask("GET /openapi/v1.json HTTP/1.1\r\nHost: bench\r\n\r\n")),
    ];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        using var peer = new RecordingPeer();
        await using var bot = await BotProcess.StartAsync(BotProcess.Built, folder.Path, peer.Port, new Dictionary<string, string>
        {
            ["DOTNET_GCHeapHardLimit"] = HeapLimit.ToString("X", CultureInfo.InvariantCulture),
            ["DOCS_OPEN"] = "true",
        });
        var people = new Users(new(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow), 10_000, Connections, 9_400_000_000);
        var settings = new LoadSettings(bot.Port, Connections, WarmUp, Measured, Rate);
        var quiet = await LoadRun.RunAsync(settings, people.Next);
        var figures = new List<Figure>();
        for (var attack = 0; attack < Attacks.Length; attack++)
        {
            var what = Attacks[attack].What;
            LoadResult beside;
            int connected;
            await using (var strangers = await StrangersProcess.StartAsync(bot.Port, attack))
            {
                beside = await LoadRun.RunAsync(settings, people.Next);
                connected = await strangers.EndAsync();
            }

            var (ratio, memory) = (beside.P99 / quiet.P99, bot.ResidentBytes >> 20);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {what}: {FigureFormat.Whole(beside)}; {connected} connections taken, {memory} MB resident"));
            figures.Add(new("strangers", $"webhooks' p99 at 200/s beside {what}",
                string.Create(CultureInfo.InvariantCulture, $"{FigureFormat.Milliseconds(beside.P99)} ({beside.Errors} errors, {memory} MB resident)"),
                "within 3 times the p99 without, no errors", ratio < Goal && beside.Errors == 0 && beside.Held(Rate),
                $"{FigureFormat.Milliseconds(quiet.P99)} without", FigureFormat.Ratio(ratio)));
        }

        return figures;
    }

    /// <summary>Plays the strangers of one attack; see <see cref="StrangersProcess"/>.</summary>
    public static Task ActAsync(int port, int attack) => StrangersProcess.ActAsync(port, Attacks[attack].Count, Attacks[attack].Act);

    private static string HeadOf(int bytes) => string.Create(CultureInfo.InvariantCulture,
        $"POST /webhooks/meta HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256=00\r\nContent-Length: {bytes}\r\n\r\n");
}
