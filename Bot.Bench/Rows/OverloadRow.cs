using System.Globalization;
using System.Text.Json;
using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;

namespace Bot.Bench.Rows;

/// <summary>
/// More than the machine can answer, for long: connections that ask as fast as they are acknowledged, and deliver again what is refused with 503. How long the
/// oldest reply waits, how much memory and disk that takes, and whether every reply arrives.
/// </summary>
internal static class OverloadRow
{
    private const string Name = "overload";
    private const int Connections = 64;
    private const int People = 50_000;
    private const double OldestGoal = 10;
    private const double MemoryGoal = 300;
    private const double BytesGoal = 600;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(20);

    public static Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output) => MeasureAsync(TimeSpan.FromMinutes(15), BotProcess.Built, output);

    /// <param name="program">The host, of another build too.</param>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TimeSpan measured, string program, TextWriter output)
    {
        using var folder = new BenchFolder();
        using var peer = new RecordingPeer();
        await using var bot = await BotProcess.StartAsync(program, folder.Path, peer.Port);
        var people = new Users(new(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow), People, Connections, 9_500_000_000);
        using var end = new CancellationTokenSource();
        var watch = WatchAsync(bot, end.Token);
        var load = await LoadRun.RunAsync(new(bot.Port, Connections, TimeSpan.Zero, measured) { Again = true }, people.Next);
        var delivered = peer.Taken / measured.TotalSeconds;
        await end.CancelAsync();
        var (oldest, memory, degraded) = await watch;

        using var limit = new CancellationTokenSource(DrainLimit);
        while (peer.Taken < people.Replies && !limit.IsCancellationRequested) await Task.Delay(200);
        var lost = people.Replies - peer.Taken;
        var bytes = (double)SizeOf(folder.Path) / people.Turns;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {FigureFormat.Whole(load)}, {load.TurnedAway} turned away; {delivered:0} replies/s, {lost} missing; oldest {oldest:0.0} s; {memory} MB; {bytes:0} bytes a turn; {(degraded ? "degraded" : "ready")}"));
        return
        [
            new(Name, string.Create(CultureInfo.InvariantCulture, $"oldest reply in {measured.TotalMinutes:0} minutes of 64 connections as fast as they go, 50,000 people"),
                string.Create(CultureInfo.InvariantCulture, $"{oldest:0.0} s ({load.TurnedAway} turned away)"), "under 10 s", oldest < OldestGoal, "", ""),
            new(Name, "replies delivered a second, turns acknowledged a second",
                string.Create(CultureInfo.InvariantCulture, $"{delivered:0}/s, {load.PerSecond:0}/s, {lost} missing"), "none missing", lost == 0 && load.Errors == 0, "", ""),
            new(Name, "resident memory of the host, most", string.Create(CultureInfo.InvariantCulture, $"{memory} MB"), "under 300 MB", memory < MemoryGoal, "", ""),
            new(Name, "database a turn", string.Create(CultureInfo.InvariantCulture, $"{bytes:0} bytes"), "600 bytes", bytes <= BytesGoal, "", ""),
        ];
    }

    private static async Task<(double Oldest, long Memory, bool Degraded)> WatchAsync(BotProcess bot, CancellationToken end)
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{bot.Port}"), Timeout = TimeSpan.FromSeconds(60) };
        var (oldest, memory, degraded) = (0.0, 0L, false);
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(BetweenLooks, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), CancellationToken.None);
            using var health = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(CancellationToken.None));
            if (health.RootElement.TryGetProperty("outbox", out var outbox)) oldest = Math.Max(oldest, outbox.GetProperty("oldest_seconds").GetDouble());
            degraded |= health.RootElement.GetProperty("status").GetString() != "ready";
            memory = Math.Max(memory, bot.ResidentBytes >> 20);
        }

        return (oldest, memory, degraded);
    }

    /// <summary>Of the database's files, its log too.</summary>
    private static long SizeOf(string folder) => new DirectoryInfo(folder).EnumerateFiles("bot.db*").Sum(file => file.Length);
}
