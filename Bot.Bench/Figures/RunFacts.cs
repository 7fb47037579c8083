using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Bot.Bench.Hosts;

namespace Bot.Bench.Figures;

/// <summary>What a figure is worth nothing without: machine, commit, runtime, and how busy the machine was besides.</summary>
internal static class RunFacts
{
    public static IEnumerable<string> All()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, commit {Git("rev-parse", "--short", "HEAD")}{(Git("status", "--porcelain", "--untracked-files=no", "--", "*.cs").Length > 0 ? " with changes" : "")}");
        yield return $"{Environment.ProcessorCount} cores ({Processor()}), {RuntimeInformation.OSDescription.Split('\n')[0]}, {RuntimeInformation.FrameworkDescription}";
        yield return $"load of the machine before the run: {LoadAverage()} (more than a few tenths: the figures are too low)";
        yield return $"host, load driver and recording peer share these cores; SQLite with WAL and `synchronous=FULL`, log level Information into a file, `{Deployment.Collector.Name}={Deployment.Collector.Value}` as in the Dockerfile";
    }

    private static string Git(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
            return git!.StandardOutput.ReadToEnd().Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }

    private static string Processor() =>
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]
            : RuntimeInformation.ProcessArchitecture.ToString();

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
