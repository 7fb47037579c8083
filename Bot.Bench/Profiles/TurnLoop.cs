using System.Diagnostics;
using System.Globalization;
using Bot.Bench.Turns;

namespace Bot.Bench.Profiles;

/// <summary>
/// The pure turn over and over, to be recorded by a profiler, and its cost in processor time: that holds still where others use the machine too and the clock
/// on the wall does not.
/// </summary>
internal static class TurnLoop
{
    private const int ConversationsARound = 200;

    /// <param name="script">Of the conversation, from the folder of flows.</param>
    public static async Task RunAsync(TimeSpan length, string script, TextWriter output)
    {
        var benchmark = new PureTurnBenchmark { Script = script };
        await Task.Run(benchmark.SetUp);
        var parts = new (string Name, Func<int> Run, List<double> Costs)[]
        {
            (nameof(benchmark.Turns), benchmark.Turns, []), (nameof(benchmark.Read), benchmark.Read, []), (nameof(benchmark.ReadAndAdvance),
                benchmark.ReadAndAdvance, []),
            (nameof(benchmark.Render), benchmark.Render, []), (nameof(benchmark.Write), benchmark.Write, []), (nameof(benchmark.BareJson), benchmark.BareJson,
                []),
        };

        // One after the other in every round, so that a noisy moment falls on all of them.
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < length;)
        {
            foreach (var (_, run, costs) in parts)
                costs.Add(CostOf(run) / benchmark.Count);
        }

        foreach (var (name, run, costs) in parts)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            run();
            bytes = (GC.GetAllocatedBytesForCurrentThread() - bytes) / benchmark.Count;
            costs.Sort();
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name,-16} least {costs[0],6:0} ns, middle {costs[costs.Count / 2],6:0} ns, {bytes,6} B a turn"));
        }
    }

    private static double CostOf(Func<int> run)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < ConversationsARound; i++) run();
        return (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / ConversationsARound;
    }
}
