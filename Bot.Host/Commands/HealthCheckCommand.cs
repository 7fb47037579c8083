using System.CommandLine;

namespace Bot.Host.Commands;

internal sealed record HealthCheckRequest;

/// <summary><c>healthcheck</c>: ask the host on this machine whether it lives; for containers whose image has no curl.</summary>
internal static class HealthCheckCommand
{
    public static Command Create(Func<HealthCheckRequest, CancellationToken, Task<int>> handle)
    {
        var command = new Command("healthcheck", """
            Ask the host that runs on this machine for /health. Exit code 0 when it answers, 1 when not.

            Example:
              Bot.Host healthcheck && echo alive
            """);
        command.SetAction((_, cancel) => handle(new(), cancel));
        return command;
    }
}
