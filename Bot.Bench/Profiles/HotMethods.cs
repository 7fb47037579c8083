using System.Globalization;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;

namespace Bot.Bench.Profiles;

/// <summary>Which methods a recorded run spent its time in. Recorded by the runtime itself, where <c>BENCH_PROFILE</c> names a file.</summary>
internal static class HotMethods
{
    private const int Shown = 160;

    /// <summary>A thread that stands in one of these waits rather than works.</summary>
    private static readonly string[] Waits = ["Wait", "Sleep", "Poll", "EventLoop", "WorkerThreadStart", "GateThread", "TimerThread", "SpinOnce", "Dispatch", "RunFinalizers"];

    public static async Task PrintAsync(string trace, string under, TextWriter output)
    {
        var log = TraceLog.CreateFromEventPipeDataFile(trace);
        using var opened = new TraceLog(log);
        var (own, whole, all) = (new Dictionary<string, int>(), new Dictionary<string, int>(), 0);
        foreach (var sample in opened.Events.Where(sample => sample.EventName.Contains("Sample", StringComparison.Ordinal)))
        {
            var frames = Frames(sample).ToList();
            if (frames.Count == 0 || frames[0].Length == 0 || Array.Exists(Waits, wait => frames[0].Contains(wait, StringComparison.Ordinal)
                && !frames[0].Contains("PollGC", StringComparison.Ordinal)) || !frames.Exists(frame => frame.Contains(under, StringComparison.Ordinal)))
            {
                continue;
            }

            all++;
            Add(own, frames[0]);
            foreach (var frame in frames.Distinct()) Add(whole, frame);
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{all} samples"));
        foreach (var (title, counts) in new[] { ("self", own), ("with what it calls", whole) })
        {
            await output.WriteLineAsync(title);
            foreach (var (method, count) in counts.OrderByDescending(pair => pair.Value).Take(Shown))
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / all,6:0.0} %  {method}"));
        }
    }

    /// <summary>What is allocated most, by the runtime's own samples of one in 100 KB, and from where.</summary>
    public static async Task PrintAllocationsAsync(string trace, string under, TextWriter output)
    {
        using var opened = new TraceLog(TraceLog.CreateFromEventPipeDataFile(trace));
        var (counts, all) = (new Dictionary<string, int>(), 0);
        foreach (var tick in opened.Events.ByEventType<Microsoft.Diagnostics.Tracing.Parsers.Clr.GCAllocationTickTraceData>())
        {
            var frames = Frames(tick).ToList();
            if (!frames.Exists(frame => frame.Contains(under, StringComparison.Ordinal))) continue;
            all++;
            Add(counts, $"{tick.TypeName}  in {frames.Find(frame => frame.StartsWith("Bot.", StringComparison.Ordinal))?.Split('(')[0]}");
        }

        foreach (var (place, count) in counts.OrderByDescending(pair => pair.Value).Take(Shown))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / all,6:0.0} %  {place}"));
    }

    private static IEnumerable<string> Frames(TraceEvent sample)
    {
        for (var stack = sample.CallStack(); stack is not null; stack = stack.Caller)
            yield return stack.CodeAddress.FullMethodName is { Length: > 0 } name ? name : stack.CodeAddress.ModuleName;
    }

    private static void Add(Dictionary<string, int> counts, string method) => counts[method] = counts.GetValueOrDefault(method) + 1;
}
