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

    /// <summary>Turns a second while pruning is looked at.</summary>
    private const double SteadyRate = 1000;

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

        LoadResult few, many, quiet, pruning;
        await using (var bot = await BotProcess.StartAsync(BotProcess.Built, small, peer.Port)) few = await TalkAsync(bot, PeopleOf(Few), null);
        long resident, before, after;
        double rate;
        await using (var bot = await BotProcess.StartAsync(BotProcess.Built, large, peer.Port))
        {
            var (up, people) = (Stopwatch.GetTimestamp(), PeopleOf(Many));
            many = await TalkAsync(bot, people, null);
            resident = bot.ResidentBytes;

            // At one rate that leaves room, or the figure would be the load's own doing.
            rate = Math.Min(SteadyRate, many.PerSecond / 2);
            quiet = await TalkAsync(bot, people, rate);
            if (Stopwatch.GetElapsedTime(up) > PruningFrom) throw new InvalidOperationException("Pruning began before its turn; nothing can be said of it.");
            before = StoredPeople.HandledLongAgo(Path.Combine(large, "bot.db"));
            while (Stopwatch.GetElapsedTime(up) < PruningFrom) await Task.Delay(100);
            pruning = await TalkAsync(bot, people, rate);
            after = StoredPeople.HandledLongAgo(Path.Combine(large, "bot.db"));
        }

        var pruned = before - after;
        var told = pruned > 0 && after > 0 && quiet.Held(rate) && pruning.Held(rate);
        await output.WriteLineAsync($"  few {FigureFormat.Whole(few)}; many {FigureFormat.Whole(many)}; quiet {FigureFormat.Whole(quiet)}; while pruning {FigureFormat.Whole(pruning)}, {pruned} of {before} pruned; {resident >> 20} MB");
        var slower = few.PerSecond / many.PerSecond;
        return
        [
            new(Name, "a turn with 1,000,000 stored sessions and 10 million transcript rows, 64 connections", FigureFormat.Whole(many), "at most 1.2 times the time with 1,000", slower <= 1.2, FigureFormat.Whole(few) + " with 1,000", FigureFormat.Ratio(slower)),
            new(Name, "resident memory of the host after it", string.Create(CultureInfo.InvariantCulture, $"{resident >> 20} MB"), "under 300 MB", resident < 300L << 20),
            new(Name, $"p99 at {FigureFormat.Rate(rate)} while old rows are pruned ({pruned:#,0} handled ids went meanwhile{(told ? "" : "; the rates were not held or nothing was pruned all the time, so this row says nothing")})", FigureFormat.Milliseconds(pruning.P99),
                "within 1.5 of the p99 without", told && pruning.P99 <= 1.5 * quiet.P99, FigureFormat.Milliseconds(quiet.P99) + " without", FigureFormat.Ratio(pruning.P99 / quiet.P99)),
        ];

        static Users PeopleOf(int count) =>
            new(new(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow), count, Connections, StoredPeople.First, StoredPeople.Said.Length);

        static Task<LoadResult> TalkAsync(BotProcess bot, Users people, double? rate) =>
            LoadRun.RunAsync(new(bot.Port, Connections, WarmUp, Measured, rate), people.Next);
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
            new(Name, $"start with 100,000 messages waiting: first webhook answered ({drained:#,0} drained at {FigureFormat.Rate(rate)}, {order.Misplaced} out of order)", FigureFormat.Milliseconds(answered.TotalMilliseconds), "under 2 s, drained in order",
                status == 200 && answered < TimeSpan.FromSeconds(2) && order.Misplaced == 0 && drained > 0),
        ];
    }
}
