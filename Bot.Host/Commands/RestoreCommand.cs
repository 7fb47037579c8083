using System.CommandLine;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Host.Commands.Backups;
using Bot.Host.Settings;

namespace Bot.Host.Commands;

/// <summary><c>restore</c>: puts a folder that <c>backup</c> wrote in the place of a bot that has no data, and reads it whole.</summary>
internal sealed class RestoreCommand : Command
{
    private const string Help = """
        Put back what `backup` wrote: the database to DATABASE_URL, the photos and what was kept while the database was away to the data folder. No host may run.
        Every file is compared with what was written before anything is changed; there must be no database yet, and a PostgreSQL database must be empty. The key
        must be that of the backup: SECRET_KEY, or in Development the backup's own when it has one. At the end everything is read, as `integrity` does.
        A run that was stopped is simply repeated.

        Example:
          Bot.Host restore backups/2026-11-21
        """;

    private readonly Argument<DirectoryInfo> _folder = new("folder") { Description = "The folder that backup wrote." };

    public RestoreCommand(Func<IConfiguration> configuration)
        : base("restore", Help)
    {
        Add(_folder);
        SetAction((parsed, cancel) => RunAsync(configuration(), parsed.GetRequiredValue(_folder), parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error, cancel));
    }

    public static async Task<int> RunAsync(IConfiguration configuration, DirectoryInfo folder, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        var (database, folders) = (DatabaseOptions.Of(configuration), FolderOptions.Of(configuration));
        try
        {
            var reader = new BackupReader(folder.FullName, database.Address, folders, SealingOptions.Of(configuration).SecretKey);
            var manifest = await new LongWork(output).RunAsync($"Restoring {database.Name}", () => reader.RestoreAsync(cancel));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{database.Name} is as of {manifest.At:yyyy-MM-dd'T'HH:mm:ss'Z'}, with {manifest.In(BackupManifest.Photos).Count()} photos."));
        }
        catch (Exception fault) when (fault is InvalidDataException or StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(fault.Message);
            return ExitCodes.CannotRun;
        }

        return await IntegrityCommand.RunAsync(configuration, output, error, cancel);
    }
}
