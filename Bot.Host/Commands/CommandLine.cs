using System.CommandLine;
using Bot.Engine.Abstractions;
using Bot.Host.Observability;
using Bot.Host.Publishing;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Engine.Loading;
using Bot.Storage;

namespace Bot.Host.Commands;

/// <summary>The command line: all commands, and what happens when one cannot run.</summary>
internal static class CommandLine
{
    /// <summary>What is played may hear of the end before its command does.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromMilliseconds(150);

    /// <param name="configuration">Read when a command needs it.</param>
    /// <returns>An exit code of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Func<IConfiguration> configuration, TextReader input, TextWriter output, TextWriter error)
    {
        EndingSignals? endedBy = null;
        try
        {
            // The usual start needs neither parser nor the other commands.
            if (args is [] or [ServeCommand.Called]) return await ServeCommand.RunAsync(configuration(), error);

            var parsed = Root(configuration, input).Parse(args);
            if (parsed.Errors.Count > 0)
            {
                foreach (var mistake in parsed.Errors)
                    await error.WriteLineAsync(ParseFaults.Told(mistake.Message));
                await error.WriteLineAsync("Try --help.");
                return ExitCodes.CannotRun;
            }

            // The host handles Ctrl+C and SIGTERM itself: it needs longer to drain than the parser's two seconds.
            var way = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            if (parsed.CommandResult.Command is ServeCommand or RootCommand) return await parsed.InvokeAsync(way);

            // Beside this, for what has much to compute before it first waits.
            using var ending = new EndingSignals();
            endedBy = ending;
            var running = Task.Run(() => parsed.InvokeAsync(way));
            return await Task.WhenAny(running, ending.Came) == running ? await running : ExitCodes.Ended;
        }
        catch (Exception wrong) when (wrong is SettingsException or FlowsException or StoreUnavailableException or PublishingException
            or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(wrong.Message);
            return ExitCodes.CannotRun;
        }
        catch (OperationCanceledException) when (endedBy?.Came.Wait(Later) == true)
        {
            return ExitCodes.Ended;
        }
        catch (Exception failure)
        {
            await error.WriteLineAsync(new Redactor([]).Strike(failure.ToString()));
            return ExitCodes.CannotRun;
        }
    }

    /// <summary>Commands in the order in which help lists them.</summary>
    public static RootCommand Root(Func<IConfiguration> configuration, TextReader input)
    {
        var serve = new ServeCommand(configuration);
        return new RootCommand("""
            Bot, a WhatsApp conversation engine. Without a command it serves.

            Examples:
              Bot.Host                        serve on HOST:PORT (localhost:5000)
              Bot.Host check                  check every flow
              Bot.Host backup monday          copy everything while the host runs
            """)
        {
            serve,
            new NewCommand(),
            new ChatCommand(input),
            new CheckCommand(configuration),
            new ReplayCommand(),
            new ProveCommand(),
            new GraphCommand(),
            new SchemaCommand(),
            new BackupCommand(configuration),
            new RestoreCommand(configuration),
            new CopyCommand(configuration),
            new IntegrityCommand(configuration),
            new RotateKeyCommand(configuration),
            new LettersCommand(configuration),
            new ApiKeyCommand(configuration),
            new PersonCommand(configuration),
            new RetentionCommand(configuration),
            new BreachCommand(configuration),
            new OperatorCommand(configuration, input),
            new AuditCommand(configuration),
            new ConversationCommand(configuration, input),
            new RehearseCommand(configuration),
            new FlowsCommand(configuration),
            new PublishCommand(configuration),
            new TrialCommand(input),
            new StatsCommand(configuration),
            new ResultsCommand(configuration),
            new StartCommand(),
            new HealthCheckCommand(configuration),
        }.Running(serve);
    }

    private static RootCommand Running(this RootCommand root, Command command)
    {
        root.Action = command.Action;
        return root;
    }
}
