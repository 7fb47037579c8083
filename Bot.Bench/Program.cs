using Bot.Bench.Profiles;
using System.Diagnostics;
using Bot.Bench.Turns;

if (args is ["profile", var trace, ..]) { await HotMethods.PrintAsync(trace, args.Length > 2 ? args[2] : "", Console.Out); return; }
var flows = RecordedConversation.FlowsFolder;
var recorded = await RecordedConversation.PlayAsync(flows, "fastag-assign/happy-path.replay");
var pure = new PureTurns(recorded, await RecordedConversation.ShelfAsync());
Console.WriteLine($"{pure.Count} turns; session bytes avg {pure.Sessions.Average(s => s.Length):0} max {pure.Sessions.Max(s => s.Length)}");
if (args is ["dump"]) { foreach (var s in pure.Sessions) Console.WriteLine(System.Text.Encoding.UTF8.GetString(s)); return; }
var sessions = pure.ParsedSessions();
var replies = pure.Replies();
if (args is ["timed"])
{
    for (var w = 0; w < 4000; w++) { pure.Timed(); if (w % 100 == 0) await Task.Delay(10); }
    for (var r = 0; r < 4; r++)
    {
        Array.Clear(pure.Ticks); Array.Clear(pure.Bytes);
        const int N = 2000;
        for (var w = 0; w < N; w++) pure.Timed();
        Console.WriteLine(string.Join("  ", "read advance render write copy".Split(' ').Select((n, i) => $"{n} {pure.Ticks[i] * 1e9 / Stopwatch.Frequency / N / pure.Count:0} ns {pure.Bytes[i] / N / pure.Count} B")));
    }
    return;
}
if (args is ["loop"]) { var until = Stopwatch.GetTimestamp(); while (Stopwatch.GetElapsedTime(until).TotalSeconds < 25) pure.Play(); return; }
var work = new (string, Func<int>)[] { ("play", pure.Play), ("parse", pure.Parse), ("advance", () => pure.Advance(sessions)), ("render", () => pure.Render(replies)), ("write", () => pure.Write(sessions)), ("play2", pure.Play) };
foreach (var (name, act) in work)
{
    var best = double.MaxValue; long bytes = 0;
    for (var round = 0; round < 6; round++)
    {
        var a = GC.GetAllocatedBytesForCurrentThread();
        var t = Stopwatch.GetTimestamp();
        var n = 0;
        while (Stopwatch.GetElapsedTime(t).TotalMilliseconds < 400) { for (var k = 0; k < 20; k++) act(); n += 20; }
        var ns = Stopwatch.GetElapsedTime(t).TotalNanoseconds / n / pure.Count;
        bytes = (GC.GetAllocatedBytesForCurrentThread() - a) / n / pure.Count;
        best = Math.Min(best, ns);
    }
    Console.WriteLine($"{name,-8} {best,8:0} ns/turn  {1e9 / best,10:0}/s  {bytes} B/turn");
}
