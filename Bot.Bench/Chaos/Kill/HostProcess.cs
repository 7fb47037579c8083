using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bot.Bench.Chaos.Kill;

/// <summary>One host as a process of its own: started, killed, started again on the same port.</summary>
/// <param name="address">Where it listens.</param>
/// <param name="before">Words before those that start it; default: none.</param>
internal sealed class HostProcess(IReadOnlyDictionary<string, string> environment, string folder, string address = "127.0.0.1", string[]? before = null)
    : IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private Process? _process;

    public Uri Address { get; } = new($"http://{address}:{FreePort().ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The Bot.Bench.dll of which the next process is started. Default: this one.</summary>
    public string Program { get; set; } = typeof(HostProcess).Assembly.Location;

    /// <summary>The process that runs, or ran last, is of another build: what it answers and complains of is that build's.</summary>
    public bool IsOfEarlierBuild { get; private set; }

    /// <summary>What the last process said on its error output; empty when it was silent.</summary>
    public string Complaint { get; private set; } = "";

    /// <exception cref="InvalidOperationException">It ended before it listened.</exception>
    public async Task StartAsync()
    {
        var dotnet = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        IsOfEarlierBuild = Program != typeof(HostProcess).Assembly.Location;
        string[] words = [.. before ?? [], dotnet, Program, "chaos", "host"];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.Environment["HOST"] = address;
        start.Environment["PORT"] = Address.Port.ToString(CultureInfo.InvariantCulture);

        var process = new Process { StartInfo = start };
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var earlier = IsOfEarlierBuild;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data == ChaosHost.Ready) listening.TrySetResult();
            if (line.Data is null) listening.TrySetException(new InvalidOperationException($"The host ended before it listened. {Complaint}"));

            // What a cluster says of a host that was killed is no complaint of ours.
            if (!earlier && line.Data is { } said && said.Contains(" ERR ", StringComparison.Ordinal) && !said.Contains("] Orleans.", StringComparison.Ordinal))
                Complaint = said;
        };
        process.ErrorDataReceived += (_, line) => Complaint += line.Data;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        lock (_gate) _process = process;
        await listening.Task.WaitAsync(StartTime).ConfigureAwait(false);
    }

    /// <summary>SIGKILL, and waits until it is gone.</summary>
    public void Kill() => KillerOfThis()();

    /// <summary>STOP or CONT, to the process that runs now.</summary>
    public void Signal(string name)
    {
        int? id;
        lock (_gate) id = _process?.Id;
        if (id is null) return;

        using var signal = Process.Start("kill", [$"-{name}", id.Value.ToString(CultureInfo.InvariantCulture)]);
        signal.WaitForExit();
    }

    /// <summary>SIGTERM: told to stop, as a container platform does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        Process process;
        lock (_gate) process = _process ?? throw new InvalidOperationException("It does not run.");
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().ConfigureAwait(false);
        lock (_gate) _process = null;
        using (process) return process.ExitCode;
    }

    /// <summary>Kills the process that runs now, and none that comes after it.</summary>
    public Action KillerOfThis()
    {
        Process? mine;
        lock (_gate) mine = _process;
        return () =>
        {
            lock (_gate)
            {
                if (mine is null || _process != mine) return;
                _process = null;
            }
            mine.Kill();
            mine.WaitForExit();
            mine.Dispose();
        };
    }

    /// <summary>Returns when the process has died by itself.</summary>
    public Task DiedAsync(CancellationToken cancel)
    {
        lock (_gate) return _process?.WaitForExitAsync(cancel) ?? Task.CompletedTask;
    }

    public void Dispose() => Kill();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
