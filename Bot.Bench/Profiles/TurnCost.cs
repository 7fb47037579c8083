using System.Globalization;
using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;
using Bot.Bench.Rows;

namespace Bot.Bench.Profiles;

/// <summary>
/// What a turn costs the host in processor time, thread by thread: the figure to compare two builds by, for it hardly depends on what else the machine does.
/// </summary>
internal static class TurnCost
{
    private const int People = 10_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    /// <param name="backlog">Replies that may be on their way; 0: no limit, so that sending falls behind as it does in the row <c>durable</c>.</param>
    public static async Task PrintAsync(int connections, TimeSpan measured, int backlog, TextWriter output)
    {
        using var folder = new BenchFolder();
        using var peer = new RecordingPeer();
        var wire = new SignedText(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow);
        await using var bot = await BotProcess.StartAsync(BotProcess.Built, folder.Path, peer.Port);
        var people = new Users(wire, People, connections, 9_000_000_000);
        Func<bool>? mayAsk = backlog > 0 ? () => people.Replies - peer.Taken < backlog : null;
        await LoadRun.RunAsync(new(bot.Port, connections, TimeSpan.Zero, WarmUp), people.Next, mayAsk);

        var (turns, taken, whole, threads) = (people.Turns, peer.Taken, bot.ProcessorTime, ThreadTimes.Of(bot.Id));
        var load = await LoadRun.RunAsync(new(bot.Port, connections, TimeSpan.Zero, measured), people.Next, mayAsk);
        (turns, taken, whole) = (people.Turns - turns, peer.Taken - taken, bot.ProcessorTime - whole);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{FigureFormat.Whole(load)}; {whole.TotalMicroseconds / turns:0.0} us a turn, {(double)taken / turns:0.00} replies delivered to a turn, {bot.ResidentBytes >> 20} MB"));
        foreach (var (name, time) in ThreadTimes.Since(threads, ThreadTimes.Of(bot.Id)).Where(thread => thread.Time.TotalMicroseconds / turns >= 0.1))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds / turns,8:0.0} us  {name}"));
    }
}
