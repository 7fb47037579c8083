using System.CommandLine;
using Bot.Engine.Abstractions;
using Bot.Host.Observability;
using Bot.Host.Settings;
using Bot.Host.Wiring;

namespace Bot.Host.Commands;

/// <summary>The command line: all commands, and what happens when one cannot run.</summary>
internal static class CommandLine
{
    /// <returns>An exit code of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CommandHandlers handlers, TextWriter output, TextWriter error)
    {
        var parsed = Root(handlers).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var mistake in parsed.Errors)
                await error.WriteLineAsync(mistake.Message);
            await error.WriteLineAsync("Try --help.");
            return ExitCodes.CannotRun;
        }

        try
        {
            // The host handles Ctrl+C and SIGTERM itself: it needs longer to drain than the parser's two seconds.
            return await parsed.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception wrong) when (wrong is SettingsException or FlowsException or StoreUnavailableException)
        {
            await error.WriteLineAsync(wrong.Message);
            return ExitCodes.CannotRun;
        }
        catch (Exception failure)
        {
            await error.WriteLineAsync(new Redactor([]).Strike(failure.ToString()));
            return ExitCodes.CannotRun;
        }
    }

    /// <summary>Commands in the order in which help lists them.</summary>
    public static RootCommand Root(CommandHandlers handlers)
    {
        var root = new RootCommand("""
            Bot, a WhatsApp conversation engine. Without a command it serves.

            Examples:
              Bot.Host                        serve on HOST:PORT (localhost:5000)
              Bot.Host check                  check every flow
              Bot.Host backup bot-monday.db   copy the database while the host runs
            """);
        var serve = ServeCommand.Create(handlers.Serve);
        root.Add(serve);
        root.Action = serve.Action;
        if (handlers.Chat is { } chat)
            root.Add(ChatCommand.Create(chat));
        if (handlers.Check is { } check)
            root.Add(CheckCommand.Create(check));
        if (handlers.Replay is { } replay)
            root.Add(ReplayCommand.Create(replay));
        if (handlers.Graph is { } graph)
            root.Add(GraphCommand.Create(graph));
        root.Add(BackupCommand.Create(handlers.Backup));
        if (handlers.Integrity is { } integrity)
            root.Add(IntegrityCommand.Create(integrity));
        root.Add(HealthCheckCommand.Create(handlers.HealthCheck));
        return root;
    }
}
