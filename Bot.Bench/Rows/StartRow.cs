using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;

namespace Bot.Bench.Rows;

/// <summary>
/// The build of the image, compiled ahead with its runtime: from the start of the process on an empty folder to the first signed webhook answered, its reply
/// committed.
/// </summary>
internal static class StartRow
{
    private const int Starts = 7;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        using var peer = new RecordingPeer();
        var program = await PublishAsync(folder.Path);
        var (times, resident) = (new List<double>(), 0L);
        for (var start = 0; start < Starts; start++)
        {
            var measured = await StartAsync(program, folder.Path, start, peer.Port);
            times.Add(measured.Milliseconds);
            resident = measured.Resident;
        }

        times.Sort();
        var bare = await RuntimeAsync();
        await output.WriteLineAsync($"  {string.Join(", ", times.Select(time => FigureFormat.Milliseconds(time)))}; runtime alone {FigureFormat.Milliseconds(bare)}; {resident >> 20} MB");
        var median = times[Starts / 2];
        return [new("start", $"start to first webhook answered, published build, median of {Starts} (then {resident >> 20} MB resident)", FigureFormat.Milliseconds(median), "under 1 s", median < 1000, $"{FigureFormat.Milliseconds(bare)} for `dotnet` with a program that does nothing", FigureFormat.Ratio(median / bare))];
    }

    /// <summary>The same of several published builds, in turns.</summary>
    /// <param name="programs">What a publish with its runtime made, or Bot.Host.dll.</param>
    public static async Task CompareAsync(int rounds, IReadOnlyList<string> programs, TextWriter output)
    {
        using var folder = new BenchFolder();
        using var peer = new RecordingPeer();
        var starts = programs.Select(_ => new List<Start>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < programs.Count; i++)
                starts[i].Add(await StartAsync(programs[i], folder.Path, (round * programs.Count) + i, peer.Port));
        }

        foreach (var (program, all) in programs.Zip(starts))
        {
            await output.WriteLineAsync(
                $"{program}: {Median(all, start => start.Milliseconds)}, {Median(all, start => start.Processor)} of processor time; of {string.Join(", ", all.Select(start => FigureFormat.Milliseconds(start.Milliseconds)))}");
        }
    }

    private static async Task<Start> StartAsync(string program, string folder, int number, int peerPort)
    {
        var wire = new SignedText(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow);
        var own = Directory.CreateDirectory(Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture))).FullName;
        await using var bot = await BotProcess.StartAsync(program, own, peerPort);
        var begun = Stopwatch.GetTimestamp();
        using var connection = await WireConnection.OpenAsync(bot.Port, CancellationToken.None);
        var status = await connection.AskAsync(wire.Request(9_000_000_000, number, "loan"), CancellationToken.None);
        if (status != 200) throw new InvalidOperationException($"The first webhook was answered {status}.");
        return new((bot.Started + Stopwatch.GetElapsedTime(begun)).TotalMilliseconds, bot.ProcessorTime.TotalMilliseconds, bot.ResidentBytes);
    }

    private static string Median(List<Start> starts, Func<Start, double> of) =>
        FigureFormat.Milliseconds(starts.Select(of).Order().ElementAt(starts.Count / 2));

    private static async Task<string> PublishAsync(string folder)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Bot.slnx"))) root = root.Parent;
        if (root is null) throw new InvalidOperationException("The solution is not above this program; run it from the repository.");

        // Folders and lock file of its own: publishing for one target must not touch what the next build finds.
        var target = Path.Combine(folder, "published");
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
        [
            "publish", "Bot.Host", "-c", "Release", "-r", $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "--self-contained",
            "--artifacts-path", Path.Combine(folder, "artifacts"), $"-p:NuGetLockFilePath={Path.Combine(folder, "lock.json")}", "-o", target, "-v", "quiet", "--nologo",
        ])
        { WorkingDirectory = root.FullName })!;
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(target, "Bot.Host") : throw new InvalidOperationException("The host cannot be published.");
    }

    /// <summary>What the runtime itself takes to start and end.</summary>
    private static async Task<double> RuntimeAsync()
    {
        var best = double.MaxValue;
        for (var i = 0; i < Starts; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            using var nothing = Process.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bot.Bench.dll"), "nothing"]);
            await nothing.WaitForExitAsync();
            best = Math.Min(best, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return best;
    }

    /// <param name="Processor">Milliseconds of processor time; less moved by what else the machine does.</param>
    private sealed record Start(double Milliseconds, double Processor, long Resident);
}
