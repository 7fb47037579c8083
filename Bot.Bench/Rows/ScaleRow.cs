using System.Diagnostics;
using System.Globalization;
using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;

namespace Bot.Bench.Rows;

/// <summary>A full database against a small one, pruning under load, and a restart with a full outbox.</summary>
internal static class ScaleRow
{
    private const string Name = "scale";
    private const int Connections = 64;
    private const int Few = 1000;
    private const int Many = 1_000_000;
    private const int TranscriptEach = 10;
    private const int Waiting = 100_000;
    private const int WaitingEach = 20;
    private const long DiskNeeded = 12L << 30;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(7);

    /// <summary>The first pruning comes a minute after the start.</summary>
    private static readonly TimeSpan PruningFrom = TimeSpan.FromSeconds(61);

    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output) => [.. await FullAsync(output), .. await RestartAsync(output)];

    private static async Task<IReadOnlyList<Figure>> FullAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        using var peer = new RecordingPeer();
        folder.NeedRoom(DiskNeeded);
        var small = Directory.CreateDirectory(Path.Combine(folder.Path, "small")).FullName;
        var large = Directory.CreateDirectory(Path.Combine(folder.Path, "large")).FullName;
        await StoredPeople.FillAsync(Path.Combine(small, "bot.db"), Few, TranscriptEach);
        var begun = Stopwatch.GetTimestamp();
        await StoredPeople.FillAsync(Path.Combine(large, "bot.db"), Many, TranscriptEach);
        await output.WriteLineAsync($"  filled {new FileInfo(Path.Combine(large, "bot.db")).Length >> 20} MB in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s");

        LoadResult few, many, pruning;
        await using (var bot = await BotProcess.StartAsync(BotProcess.Built, small, peer.Port)) few = await TalkAsync(bot, Few, WarmUp, Measured);
        long resident, before, after;
        await using (var bot = await BotProcess.StartAsync(BotProcess.Built, large, peer.Port))
        {
            var up = Stopwatch.GetTimestamp();
            many = await TalkAsync(bot, Many, WarmUp, Measured);
            resident = bot.ResidentBytes;
            before = StoredPeople.HandledLongAgo(Path.Combine(large, "bot.db"));
            while (Stopwatch.GetElapsedTime(up) < PruningFrom) await Task.Delay(100);
            pruning = await TalkAsync(bot, Many, TimeSpan.FromSeconds(1), Measured);
            after = StoredPeople.HandledLongAgo(Path.Combine(large, "bot.db"));
        }

        await output.WriteLineAsync($"  few {Said.Whole(few)}; many {Said.Whole(many)}; while pruning {Said.Whole(pruning)}, {before - after} of {before} pruned; {resident >> 20} MB");
        var slower = few.PerSecond / many.PerSecond;
        return
        [
            new(Name, "a turn with 1,000,000 stored sessions and 10 million transcript rows, 64 connections", Said.Whole(many), "at most 1.2 times the time with 1,000", slower <= 1.2, Said.Whole(few) + " with 1,000", Said.Ratio(slower)),
            new(Name, "resident memory of the host after it", string.Create(CultureInfo.InvariantCulture, $"{resident >> 20} MB"), "under 300 MB", resident < 300L << 20),
            new(Name, $"p99 while old rows are pruned ({before - after:#,0} went in {Measured.TotalSeconds:0} s)", Said.Milliseconds(pruning.P99), "within 1.5 of the p99 without", before > after && pruning.P99 <= 1.5 * many.P99, Said.Milliseconds(many.P99) + " without", Said.Ratio(pruning.P99 / many.P99)),
        ];

        static Task<LoadResult> TalkAsync(BotProcess bot, int people, TimeSpan warmUp, TimeSpan measured)
        {
            var wire = new SignedText(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow);
            return LoadRun.RunAsync(new(bot.Port, Connections, warmUp, measured), new Persons(wire, people, Connections, StoredPeople.First, StoredPeople.Said.Length).Next);
        }
    }

    private static async Task<IReadOnlyList<Figure>> RestartAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        var order = new DeliveryOrder();
        using var peer = new RecordingPeer(order.Take);
        await StoredPeople.LeaveMessagesAsync(Path.Combine(folder.Path, "bot.db"), Waiting / WaitingEach, WaitingEach);
        var wire = new SignedText(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow);
        await using var bot = await BotProcess.StartAsync(BotProcess.Built, folder.Path, peer.Port);
        var begun = Stopwatch.GetTimestamp();
        using var connection = await WireConnection.OpenAsync(bot.Port, CancellationToken.None);
        var status = await connection.AskAsync(wire.Request(9_000_000_000, 1, "loan"), CancellationToken.None);
        var answered = bot.Started + Stopwatch.GetElapsedTime(begun);
        while (peer.Taken <= Waiting && Stopwatch.GetElapsedTime(begun) < DrainLimit) await Task.Delay(50);
        var (rate, drained) = (peer.Taken / Stopwatch.GetElapsedTime(begun).TotalSeconds, peer.Taken);
        await output.WriteLineAsync($"  webhook answered {status} after {answered.TotalMilliseconds:0} ms; {drained} messages at {rate:0}/s, {order.Misplaced} out of order");
        return
        [
            new(Name, $"start with 100,000 messages waiting: first webhook answered ({drained:#,0} drained at {Said.Rate(rate)}, {order.Misplaced} out of order)", Said.Milliseconds(answered.TotalMilliseconds), "under 2 s, drained in order",
                status == 200 && answered < TimeSpan.FromSeconds(2) && order.Misplaced == 0 && drained > 0),
        ];
    }
}
