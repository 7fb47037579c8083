using System.Runtime.InteropServices;
using Bot.Host.Settings;

namespace Bot.Host.Commands;

/// <summary>Runs a built host until it is told to stop (Ctrl+C, SIGTERM).</summary>
internal sealed class Serve(BotSettings settings, TextWriter error)
{
    /// <summary>SIGXFSZ, on Linux and macOS; .NET has no name for it.</summary>
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    public async Task<int> RunAsync(WebApplication app)
    {
        // A file at its size limit (ulimit -f) refuses a write, as a full disk does; it must not end the process.
        using var spared = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(FileTooLarge, context => context.Cancel = true);
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Bot");
        try
        {
            await app.StartAsync();
        }
        catch (IOException taken)
        {
            await error.WriteLineAsync($"{settings.Listen.Url} cannot be listened on: {taken.Message} Set another PORT.");
            return ExitCodes.CannotRun;
        }

        log.LogInformation("{Environment}; data in {Database}, flows from {Flows}", settings.Environment, settings.Database.Name, settings.Folders.Flows);
        foreach (var note in settings.Notes)
            log.LogInformation("{Note}", note);
        if (settings.Development && settings.ApiKeys.Count == 0)
            log.LogInformation("API_KEYS is not set: the HTTP API is open to callers on this machine only");
        await app.WaitForShutdownAsync();
        return ExitCodes.Ok;
    }
}
