using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Tests.Support.Hosts;

/// <summary>The program itself as a process, with nothing of this one's environment but what .NET needs.</summary>
internal sealed partial class HostProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private static readonly string[] Kept = ["PATH", "HOME", "DOTNET_ROOT", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"];

    private readonly Process _process;

    private HostProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens, as it says itself.</summary>
    public Uri Address { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts it; returns when it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended before; with what it said last.</exception>
    public static async Task<HostProcess> StartAsync(string working, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var process = new Process { StartInfo = StartOf(working, settings, arguments) };
        var (listening, said) = (new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously), new LastLines());
        process.OutputDataReceived += (_, line) =>
        {
            said.Add(line.Data);
            if (line.Data is null) listening.TrySetException(new InvalidOperationException($"The host did not start:\n{said}"));
            else if (Listening().Match(line.Data) is { Success: true } match) listening.TrySetResult(new(match.Groups[1].Value));
        };
        process.ErrorDataReceived += (_, line) => said.Add(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            return new(process, await listening.Task.WaitAsync(StartLimit));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Code, string Error)> RunAsync(string working, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var (code, _, error) = await SaysAsync(working, settings, arguments);
        return (code, error);
    }

    /// <summary>Tells it to end (SIGTERM) when it has said something; returns its exit code and what it said as an error.</summary>
    public static async Task<(int Code, string Error)> EndAsync(string working, string said, params string[] arguments)
    {
        using var process = Process.Start(StartOf(working, new Dictionary<string, string>(), arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.Contains(said, StringComparison.Ordinal)) ;
        SystemProgram.Run("kill", "-TERM", process.Id.ToString(CultureInfo.InvariantCulture));
        await process.WaitForExitAsync();
        return (process.ExitCode, await error);
    }

    /// <summary>Runs it to its end, and hears both what it says.</summary>
    public static async Task<(int Code, string Output, string Error)> SaysAsync(string working, IReadOnlyDictionary<string, string> settings,
        params string[] arguments)
    {
        using var process = Process.Start(StartOf(working, settings, arguments)) ?? throw new InvalidOperationException("dotnet cannot be started.");
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    /// <summary>Runs it until the condition holds, and kills it then (SIGKILL); false when it ended before.</summary>
    public static async Task<bool> KillWhenAsync(string working, IReadOnlyDictionary<string, string> settings, Func<bool> condition, params string[] arguments)
    {
        using var process = Process.Start(StartOf(working, settings, arguments)) ?? throw new InvalidOperationException("dotnet cannot be started.");
        var said = Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await Eventually.Holds(() => process.HasExited || condition());
        process.Kill();
        await process.WaitForExitAsync();
        await said;
        return process.ExitCode != 0;
    }

    /// <summary>SIGKILL; returns when it is gone.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static ProcessStartInfo StartOf(string working, IReadOnlyDictionary<string, string> settings, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bot.Host.dll"), .. arguments])
        {
            WorkingDirectory = working,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var kept = Kept.Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name))).Where(variable => variable.Value is not null).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in kept) start.Environment[name] = value;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return start;
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();

    private sealed class LastLines
    {
        private const int Limit = 30;

        private readonly Queue<string> _lines = new();

        public void Add(string? line)
        {
            lock (_lines)
            {
                if (line is not null) _lines.Enqueue(line);
                if (_lines.Count > Limit) _lines.Dequeue();
            }
        }

        public override string ToString()
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }
}
