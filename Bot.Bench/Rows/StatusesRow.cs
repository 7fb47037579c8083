using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;

namespace Bot.Bench.Rows;

/// <summary>Delivery status events at their usual three to a message, beside messages at a steady rate.</summary>
internal static class StatusesRow
{
    private const double Messages = 1000;
    private const double Statuses = 3000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        using var peer = new RecordingPeer();
        var wire = new SignedText(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow);
        var status = new SignedStatus(BotProcess.AppSecret, BotProcess.PhoneNumberId);
        await using var bot = await BotProcess.StartAsync(BotProcess.Built, folder.Path, peer.Port);
        var (alone, _) = await TalkAsync(64, 9_000_000_000, false);
        var (beside, told) = await TalkAsync(64, 9_100_000_000, true);
        await output.WriteLineAsync($"  messages alone {FigureFormat.Whole(alone)}; messages beside status events {FigureFormat.Whole(beside)}; the status events {FigureFormat.Whole(told!)}");
        var held = told!.Held(Statuses) && beside.Held(Messages) && alone.Held(Messages);
        return
        [
            new("statuses", "messages' p99 at 1,000/s with 3,000 status events/s beside them", $"{FigureFormat.Milliseconds(beside.P99)} (messages {FigureFormat.Rate(beside.PerSecond)}, status events {FigureFormat.Rate(told!.PerSecond)}, {beside.Errors + told.Errors} errors{(held ? "" : ": the rates were not held, so this row says nothing")})",
                "within 1.2 of the p99 without", held && beside.P99 <= 1.2 * alone.P99, $"{FigureFormat.Milliseconds(alone.P99)} without", FigureFormat.Ratio(beside.P99 / alone.P99)),
        ];

        async Task<(LoadResult Messages, LoadResult? Statuses)> TalkAsync(int connections, long first, bool withStatuses)
        {
            var people = new Users(wire, 5000, connections, first);
            var messages = LoadRun.RunAsync(new(bot.Port, connections, WarmUp, Measured, Messages), people.Next);
            var told = 0L;
            var statuses = withStatuses
                ? LoadRun.RunAsync(new(bot.Port, 16, WarmUp, Measured, Statuses), _ => Next(Interlocked.Increment(ref told) - 1))
                : null;
            return (await messages, statuses is null ? null : await statuses);
        }

        // One message after the other that the peer has taken: sent, delivered, read.
        byte[] Next(long number) => status.Request(1 + (number / 3 % Math.Max(1, peer.Taken)), (int)(number % 3));
    }
}
