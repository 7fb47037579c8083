using System.CommandLine;

namespace Bot.Host.Commands;

/// <param name="Folder">The flows folder; null for that of the settings.</param>
internal sealed record CheckRequest(DirectoryInfo? Folder);

/// <summary><c>check</c>: tell every fault of every flow, with its place.</summary>
internal static class CheckCommand
{
    public static Command Create(Func<CheckRequest, CancellationToken, Task<int>> handle)
    {
        var folder = new Argument<DirectoryInfo?>("folder") { Description = "The flows folder (default: ./flows).", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("check", """
            Check every flow and message file; print each fault with file(line,col) and what to write instead.
            Exit code 1 when there are errors.

            Examples:
              Bot.Host check
              Bot.Host check ../other/flows
            """) { folder };
        command.SetAction((parsed, cancel) => handle(new(parsed.GetValue(folder)), cancel));
        return command;
    }
}
