using System.Diagnostics;
using System.Globalization;

namespace Bot.Bench.Chaos.Stories;

/// <summary>Lines with the seconds since the beginning.</summary>
internal sealed class StoryLog(TextWriter output)
{
    private readonly long _begun = Stopwatch.GetTimestamp();

    public void Tell(string line) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(_begun).TotalSeconds,6:0.00} s  {line}"));
}
