using System.CommandLine;

namespace Bot.Host.Commands;

/// <param name="Folder">The flows folder; null for that of the settings.</param>
/// <param name="Against">A database as in <c>DATABASE_URL</c> whose live sessions are tried on these flows; null for none.</param>
internal sealed record CheckRequest(DirectoryInfo? Folder, string? Against = null);

/// <summary><c>check</c>: tell every fault of every flow, with its place.</summary>
internal static class CheckCommand
{
    public static Command Create(Func<CheckRequest, CancellationToken, Task<int>> handle)
    {
        var folder = new Argument<DirectoryInfo?>("folder") { Description = "The flows folder (default: ./flows).", Arity = ArgumentArity.ZeroOrOne };
        var against = new Option<string?>("--against") { Description = "A database, as in DATABASE_URL: count the live sessions that these flows would strand, and where.", HelpName = "database" };
        var command = new Command("check", """
            Check every flow and message file; print each fault with file(line,col) and what to write instead.
            Exit code 1 when there are errors, or live sessions that would be stranded.

            Examples:
              Bot.Host check
              Bot.Host check ../other/flows
              Bot.Host check ../edited/flows --against ./data/bot.db
            """) { folder, against };
        command.SetAction((parsed, cancel) => handle(new(parsed.GetValue(folder), parsed.GetValue(against)), cancel));
        return command;
    }
}
