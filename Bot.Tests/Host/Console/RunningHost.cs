using System.Diagnostics;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Console;

/// <summary>The program itself, in Development with everything sandboxed and every webhook signed, on a port and in a folder of its own.</summary>
internal sealed class RunningHost : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder;
    private readonly Process _process;

    private RunningHost(TemporaryFolder folder, Process process, Uri address) => (_folder, _process, Address) = (folder, process, address);

    public Uri Address { get; }

    public string Flows => Path.Combine(_folder.Path, "flows");

    public static async Task<RunningHost> StartAsync()
    {
        var folder = new TemporaryFolder();
        Copy(Path.Combine(Repository.Root, "flows"), Path.Combine(folder.Path, "flows"));
        var port = FreePort.Take();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bot.Host.dll"), "serve"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in new[]
        {
            ("DOTNET_ENVIRONMENT", "Development"), ("ASPNETCORE_ENVIRONMENT", "Development"), ("PORT", $"{port}"), ("HOST", "127.0.0.1"),
            ("WHATSAPP_APP_SECRET", "meta-secret"), ("GUPSHUP_WEBHOOK_TOKEN", "gupshup-secret"), ("INTERAKT_WEBHOOK_SECRET", "interakt-secret"),
        })
            start.Environment[name] = value;

        var process = Process.Start(start)!;
        var output = new LastLines();
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var host = new RunningHost(folder, process, new($"http://127.0.0.1:{port}/"));
        await host.WaitAsync(output);
        return host;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task WaitAsync(LastLines output)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var limit = new CancellationTokenSource(StartLimit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await tick.WaitForNextTickAsync(limit.Token))
        {
            if (_process.HasExited) throw new InvalidOperationException($"The host did not start:\n{output}");
            try
            {
                if ((await client.GetAsync(new Uri("/health", UriKind.Relative), limit.Token)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It is not listening yet.
            }
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private sealed class LastLines
    {
        private const int Most = 30;

        private readonly Queue<string> _lines = new();

        public void Add(string? line)
        {
            lock (_lines)
            {
                if (line is not null) _lines.Enqueue(line);
                if (_lines.Count > Most) _lines.Dequeue();
            }
        }

        public override string ToString()
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }
}
