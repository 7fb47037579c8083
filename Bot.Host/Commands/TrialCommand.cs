using System.CommandLine;
using System.Text.Json;
using Bot.Host.Publishing;

namespace Bot.Host.Commands;

/// <summary><c>trial</c>: the other end of <see cref="TrialProcess"/>, for the host itself and in no help.</summary>
internal sealed class TrialCommand : Command
{
    private const string LikelyToGo = "/proc/self/oom_score_adj";

    public TrialCommand(TextReader input)
        : base(TrialProcess.Word, "Try a version of the flows out, as one line of JSON on the input says; ends with the input.")
    {
        Hidden = true;
        SetAction((parsed, cancel) => RunAsync(input, parsed.InvocationConfiguration.Output, cancel));
    }

    private static async Task<int> RunAsync(TextReader input, TextWriter output, CancellationToken cancel)
    {
        GoFirst();
        if (await input.ReadLineAsync(cancel) is not { } line) return ExitCodes.CannotRun;

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _ = Task.Run(() => EndWithAsync(input, gone), CancellationToken.None);
        var request = JsonSerializer.Deserialize(line, PublishingJson.Default.TrialRequest)!;
        var result = await new VersionTrial().RunAsync(request, (step, done, of) => Write(new(step, done, of)), gone.Token);
        Write(new("", 0, 0, result));
        return ExitCodes.Ok;

        void Write(TrialLine told)
        {
            output.WriteLine(JsonSerializer.Serialize(told, PublishingJson.Default.TrialLine));
            output.Flush();
        }
    }

    /// <summary>The host holds the input open as long as it lives and wants the result.</summary>
    private static async Task EndWithAsync(TextReader input, CancellationTokenSource gone)
    {
        while (await input.ReadLineAsync() is not null)
        {
            // Nothing more is said.
        }

        await gone.CancelAsync();
    }

    /// <summary>Where memory runs out the system ends this process, and not the host.</summary>
    private static void GoFirst()
    {
        try
        {
            if (File.Exists(LikelyToGo)) File.WriteAllText(LikelyToGo, "1000");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The system decides by itself.
        }
    }
}
