using System.Globalization;

namespace Bot.Bench.Hosts;

/// <summary>Processor time of a process by the names of its threads, from Linux's <c>/proc</c> (proc(5), <c>stat</c>).</summary>
internal static class ThreadTimes
{
    // USER_HZ: fixed at 100 for what the kernel tells programs.
    private const double TicksPerSecond = 100;

    public static Dictionary<string, TimeSpan> Of(int process)
    {
        var times = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
        {
            if (Line(Path.Combine(thread, "stat")) is not { } line) continue;

            // The name stands in brackets and may hold anything.
            var (open, close) = (line.IndexOf('('), line.LastIndexOf(')'));
            var fields = line[(close + 2)..].Split(' ');
            var ticks = Number(fields[11]) + Number(fields[12]);
            var name = line[(open + 1)..close];
            times[name] = times.GetValueOrDefault(name) + TimeSpan.FromSeconds(ticks / TicksPerSecond);
        }

        return times;
    }

    /// <summary>What was added, most first.</summary>
    public static IEnumerable<(string Name, TimeSpan Time)> Since(Dictionary<string, TimeSpan> before, Dictionary<string, TimeSpan> now) =>
        now.Select(pair => (pair.Key, pair.Value - before.GetValueOrDefault(pair.Key))).OrderByDescending(pair => pair.Item2);

    private static string? Line(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            // The thread has ended.
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
