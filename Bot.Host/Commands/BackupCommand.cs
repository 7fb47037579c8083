using System.CommandLine;
using Bot.Engine.Abstractions;
using Bot.Host.Settings;

namespace Bot.Host.Commands;

/// <summary><c>backup</c>: copies a database that is a file as of one moment, SQLite's while the host and others go on writing.</summary>
internal sealed class BackupCommand : Command
{
    private const string Help = """
        Copy the database to a file, whole and consistent, while the host runs; a LiteDB file when the host is stopped.
        What is encrypted in it needs SECRET_KEY (in Development: data/secret.key) to be read again.

        Example:
          Bot.Host backup backups/bot-2026-11-21.db
        """;

    private readonly Argument<FileInfo> _file = new("file") { Description = "The file to write; it must not be there yet." };

    public BackupCommand(Func<IConfiguration> configuration)
        : base("backup", Help)
    {
        Add(_file);
        SetAction((parsed, cancel) =>
        {
            var current = configuration();
            SettingsCheck.ThrowIfFaulty(current);
            return RunAsync(DatabaseOptions.Of(current), parsed.GetRequiredValue(_file), parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error, cancel);
        });
    }

    public static async Task<int> RunAsync(DatabaseOptions database, FileInfo file, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var target = file.FullName;
        if (database.Address.BackupAdvice(file.Name) is { } advice)
            return await CannotAsync(error, advice);
        if (database.Address.File is { } source && !File.Exists(source))
            return await CannotAsync(error, $"There is no database at {source}: nothing was ever stored there.");
        if (File.Exists(target))
            return await CannotAsync(error, $"{target} is there already; name a file that is not.");

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var draft = target + ".partial";
        File.Delete(draft);
        try
        {
            await new LongWork(output).RunAsync($"Copying {database.Name}", () => CopyAsync(database, draft, cancel));
        }
        catch (StoreUnavailableException refused)
        {
            File.Delete(draft);
            return await CannotAsync(error, refused.Message);
        }

        File.Move(draft, target);
        await output.WriteLineAsync($"{target} ({new FileInfo(target).Length} bytes)");
        return ExitCodes.Ok;
    }

    private static async Task<bool> CopyAsync(DatabaseOptions database, string draft, CancellationToken cancel)
    {
        await database.Address.BackupAsync(draft, cancel);
        return true;
    }

    private static async Task<int> CannotAsync(TextWriter error, string sentence)
    {
        await error.WriteLineAsync(sentence);
        return ExitCodes.CannotRun;
    }
}
