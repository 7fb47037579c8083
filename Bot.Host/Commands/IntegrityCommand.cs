using System.CommandLine;

namespace Bot.Host.Commands;

internal sealed record IntegrityRequest;

/// <summary><c>integrity</c>: read the whole database and tell what is damaged.</summary>
internal static class IntegrityCommand
{
    public static Command Create(Func<IntegrityRequest, CancellationToken, Task<int>> handle)
    {
        var command = new Command("integrity", """
            Read the whole database and tell what is damaged, sentence by sentence; the host may run meanwhile.
            Exits 0 when it is sound and 1 when it is not. At its start the host itself looks for half a second only.

            Example:
              Bot.Host integrity
            """);
        command.SetAction((_, cancel) => handle(new(), cancel));
        return command;
    }
}
