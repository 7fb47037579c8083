using System.Diagnostics;
using System.Globalization;

namespace Bot.Bench.Load;

/// <summary>
/// Strangers in a process of their own that takes only what the host and the load leave: elsewhere they would not share the processors whose work is measured.
/// </summary>
internal sealed class StrangersProcess : IAsyncDisposable
{
    /// <summary>The argument of this program that makes it one.</summary>
    public const string Argument = "strangers-of";

    private const string Arrived = "arrived";

    private readonly Process _process;

    private StrangersProcess(Process process) => _process = process;

    /// <summary>Returns when each has tried once.</summary>
    /// <param name="attack">As <see cref="ActAsync"/> is given it.</param>
    public static async Task<StrangersProcess> StartAsync(int port, int attack)
    {
        string[] arguments = ["-n", "19", "dotnet", Path.Combine(AppContext.BaseDirectory, "Bot.Bench.dll"), Argument, Text(port), Text(attack)];
        var process = Process.Start(new ProcessStartInfo("nice", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("nice cannot be started.");
        return await process.StandardOutput.ReadLineAsync() == Arrived ? new(process) : throw new InvalidOperationException("The strangers do not arrive.");
    }

    /// <summary>What that process does: until its input ends.</summary>
    public static async Task ActAsync(int port, int count, StrangersAct act)
    {
        await using var strangers = await Strangers.ArriveAsync(port, count, act);
        Console.WriteLine(Arrived);
        await Console.In.ReadToEndAsync();
        Console.WriteLine(Text(strangers.Connected));
    }

    /// <summary>Ends them.</summary>
    /// <returns>The connections that were taken, all in all.</returns>
    public async Task<int> EndAsync()
    {
        _process.StandardInput.Close();
        return int.Parse(await _process.StandardOutput.ReadLineAsync() ?? "0", CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
