using System.Diagnostics;
using System.Globalization;
using Bot.Bench.Load;

namespace Bot.Bench.Ceilings;

/// <summary>The bare endpoint in its own process.</summary>
internal sealed class BareProcess : IAsyncDisposable
{
    private readonly Process _process;

    private BareProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<BareProcess> StartAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Bot.Bench.dll");
        var start = new ProcessStartInfo("dotnet", [program, "bare"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        LeanSockets.KeepFrom(start);
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync();
        return new(process, int.Parse(port!, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
