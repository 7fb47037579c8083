using System.Diagnostics;
using System.Text.Json;

namespace Bot.Host.Publishing;

/// <summary>
/// A trial in a process of its own, for a host in use: its figures and traces count no played conversation, its memory is given back, and what is tried
/// knows none of its secrets.
/// </summary>
/// <remarks>Both speak in lines of JSON. The other process ends by itself when this one is gone.</remarks>
internal sealed class TrialProcess : IVersionTrial
{
    /// <summary>Word of the command line, see <c>TrialCommand</c>.</summary>
    public const string Word = "trial";

    /// <summary>Bytes that the other process may use for its objects, in hex: a container of the host and of one trial has 512 MB.</summary>
    private const string HeapLimit = "C000000";

    private static readonly string[] Kept = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"];

    /// <summary>Scripts of all flows in all languages, and a proof, on a slow machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    public async Task<TrialResult> RunAsync(TrialRequest request, Action<string, int, int> told, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        using var process = new Process { StartInfo = Start() };
        process.Start();
        try
        {
            Yield(process);
            var said = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, PublishingJson.Default.TrialRequest).AsMemory(), limit.Token);
            await process.StandardInput.FlushAsync(limit.Token);
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                var read = JsonSerializer.Deserialize(line, PublishingJson.Default.TrialLine)!;
                if (read.Result is { } result) return result;
                told(read.Step, read.Done, read.Of);
            }

            return new(null, null, $"it ended before it was done: {FirstLine(await said)}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(null, null, $"it took longer than {Limit.TotalMinutes:0} minutes");
        }
        catch (Exception broken) when (broken is IOException or JsonException)
        {
            return new(null, null, "it cannot be understood");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static ProcessStartInfo Start()
    {
        var (program, own) = (Environment.ProcessPath ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "Bot.Host"));
        var isOwn = Path.GetFileName(program) is "Bot.Host" or "Bot.Host.exe";
        var isRun = Path.GetFileName(program) is "dotnet" or "dotnet.exe";
        string[] arguments = isOwn ? [Word] : [$"{own}.dll", Word];
        var start = new ProcessStartInfo(isOwn || isRun ? program : "dotnet", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Clear();
        foreach (var name in Kept)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        }

        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        return start;
    }

    /// <summary>People who write come first.</summary>
    private static void Yield(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception refused) when (refused is System.ComponentModel.Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            // It is done already, or has to run as it is.
        }
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim() is { Length: > 0 } line ? line : "it said nothing";
}

/// <summary>A line of the other process: how far it is, or the result.</summary>
internal sealed record TrialLine(string Step, int Done, int Of, TrialResult? Result = null);
