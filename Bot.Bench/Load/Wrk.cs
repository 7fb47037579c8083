using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Bench.Load;

/// <summary>
/// The load generator <c>wrk</c>, where it is installed. It cannot sign, so it is given requests that are signed already, each to be sent once.
/// </summary>
internal static partial class Wrk
{
    /// <summary>Reads one request after the other: its length in a line, then its bytes.</summary>
    private const string Script = """
        local requests
        function init(args) requests = assert(io.open(args[1], "rb")) end
        function request() return requests:read(tonumber(requests:read("*l"))) end
        """;

    public static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "wrk")));

    /// <param name="folder">For the script and the requests.</param>
    /// <param name="next">The next signed request, whole.</param>
    /// <param name="most">So many are made beforehand: more than it can send in the time.</param>
    public static async Task<WrkResult> RunAsync(string folder, int port, int connections, TimeSpan time, Func<byte[]> next, int most)
    {
        var (script, requests) = (Path.Combine(folder, "wrk.lua"), Path.Combine(folder, "wrk.requests"));
        await File.WriteAllTextAsync(script, Script);
        await using (var file = File.Create(requests, 1 << 20))
        {
            for (var i = 0; i < most; i++)
            {
                var request = next();
                await file.WriteAsync(Encoding.ASCII.GetBytes($"{request.Length}\n"));
                await file.WriteAsync(request);
            }
        }

        var start = new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{(int)time.TotalSeconds}s", "--latency", "-s", script, $"http://127.0.0.1:{port}", "--", requests]) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("wrk cannot be started.");
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"wrk ended with {process.ExitCode}: {said}");
        return Read(said);
    }

    private static WrkResult Read(string said)
    {
        var errors = Failures().Matches(said).SelectMany(line => Numbers().Matches(line.Value))
            .Sum(number => long.Parse(number.Value, CultureInfo.InvariantCulture));
        return new(Number(Rate().Match(said).Groups[1].Value), Milliseconds(said, "50%"), Milliseconds(said, "99%"), errors);
    }

    private static double Milliseconds(string said, string percentile)
    {
        var found = Regex.Match(said, $@"{percentile}\s+([\d.]+)(us|ms|s)\b");
        return Number(found.Groups[1].Value) * found.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"(Non-2xx or 3xx responses|Socket errors):.*")]
    private static partial Regex Failures();

    [GeneratedRegex(@"(?<![\dx])\d+\b(?!xx)")]
    private static partial Regex Numbers();
}

/// <summary>What wrk said.</summary>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Errors">Answers other than 2xx and 3xx, connections that broke or waited too long.</param>
internal sealed record WrkResult(double PerSecond, double P50, double P99, long Errors);
