using System.CommandLine;

namespace Bot.Host.Commands;

/// <param name="Target">The file to write; must not be there yet.</param>
internal sealed record BackupRequest(FileInfo Target);

/// <summary><c>backup</c>: copy the database while the host runs.</summary>
internal static class BackupCommand
{
    public static Command Create(Func<BackupRequest, CancellationToken, Task<int>> handle)
    {
        var file = new Argument<FileInfo>("file") { Description = "The file to write; it must not be there yet." };
        var command = new Command("backup", """
            Copy the database to a file, whole and consistent, while the host runs.
            What is encrypted in it needs SECRET_KEY (in Development: data/secret.key) to be read again.

            Example:
              Bot.Host backup backups/bot-2026-11-21.db
            """) { file };
        command.SetAction((parsed, cancel) => handle(new(parsed.GetRequiredValue(file)), cancel));
        return command;
    }
}
