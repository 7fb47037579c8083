using Bot.Host.Settings;

namespace Bot.Host.Commands;

/// <summary>Runs a built host until it is told to stop (Ctrl+C, SIGTERM).</summary>
internal sealed class Serve(BotSettings settings, TextWriter error)
{
    public async Task<int> RunAsync(WebApplication app)
    {
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

        log.LogInformation("{Environment}; data in {Database}, flows from {Flows}", settings.Environment, settings.Database.File, settings.Folders.Flows);
        foreach (var note in settings.Notes)
            log.LogInformation("{Note}", note);
        if (settings.Development && settings.ApiKeys.Count == 0)
            log.LogInformation("API_KEYS is not set: the HTTP API is open to callers on this machine only");
        await app.WaitForShutdownAsync();
        return ExitCodes.Ok;
    }
}
