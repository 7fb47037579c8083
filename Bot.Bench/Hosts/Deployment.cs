using System.Diagnostics;

namespace Bot.Bench.Hosts;

/// <summary>
/// What the Dockerfile sets of the runtime. It is read when a process starts and by no other way, so what is measured in this one needs a start with it.
/// </summary>
internal static class Deployment
{
    public static (string Name, string Value) Collector { get; } = ("DOTNET_GCgen0size", "0x4000000");

    public static bool IsSet => Environment.GetEnvironmentVariable(Collector.Name) == Collector.Value;

    /// <summary>Runs this program once more, as it is deployed; returns its exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bot.Bench.dll"), .. arguments]);
        start.Environment[Collector.Name] = Collector.Value;
        using var again = Process.Start(start) ?? throw new InvalidOperationException("dotnet cannot be started.");
        await again.WaitForExitAsync();
        return again.ExitCode;
    }
}
