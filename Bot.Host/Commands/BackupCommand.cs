using System.CommandLine;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Host.Commands.Backups;
using Bot.Host.Settings;

namespace Bot.Host.Commands;

/// <summary><c>backup</c>: copies everything of a bot to a new folder as of one moment, while hosts go on.</summary>
internal sealed class BackupCommand : Command
{
    private const string Help = """
        Copy the database, the photos and what was kept while the database was away to a new folder, whole and consistent, while hosts run (on a LiteDB file
        when the host is stopped). PostgreSQL is copied by its own pg_dump. `restore` puts the folder back.
        Everything personal in it is encrypted: without SECRET_KEY (in Development: data/secret.key) nothing of it can be read. With --key the key lies beside it,
        and the folder is as secret as the key.

        Example:
          Bot.Host backup backups/2026-11-21
        """;

    private readonly Argument<DirectoryInfo> _folder = new("folder") { Description = "The folder to write; it must not be there yet." };
    private readonly Option<bool> _key = new("--key") { Description = "Write the key too." };

    public BackupCommand(Func<IConfiguration> configuration)
        : base("backup", Help)
    {
        Add(_folder);
        Add(_key);
        SetAction((parsed, cancel) => RunAsync(configuration(), parsed.GetRequiredValue(_folder), parsed.GetValue(_key), parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error, cancel));
    }

    public static async Task<int> RunAsync(IConfiguration configuration, DirectoryInfo folder, bool withKey, TextWriter output, TextWriter error,
        CancellationToken cancel)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        var (database, folders) = (DatabaseOptions.Of(configuration), FolderOptions.Of(configuration));
        var target = folder.FullName.TrimEnd(Path.DirectorySeparatorChar);
        if (database.Address.File is { } source && !File.Exists(source))
            return await CannotAsync($"There is no database at {source}: nothing was ever stored there.");
        if (Path.Exists(target))
            return await CannotAsync($"{target} is there already; name a folder that is not.");

        var draft = target + ".partial";
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        Directory.CreateDirectory(draft);
        try
        {
            var writer = new BackupWriter(database.Address, folders, SealingOptions.Of(configuration).KeyIn(folders.Data), TimeProvider.System);
            var manifest = await new LongWork(output).RunAsync($"Copying {database.Name}", () => writer.WriteAsync(draft, withKey, cancel));
            Directory.Move(draft, target);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{target}: the database and {manifest.In(BackupManifest.Photos).Count()} photos, {manifest.Files.Sum(file => file.Bytes):#,0} bytes."));
            await output.WriteLineAsync(withKey
                ? "The key is in it: keep the folder where only you can read it."
                : "The key is not in it: keep SECRET_KEY elsewhere, for without it nothing in the folder can be read.");
            return ExitCodes.Ok;
        }
        catch (Exception fault) when (fault is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            Directory.Delete(draft, recursive: true);
            return await CannotAsync(fault.Message);
        }

        async Task<int> CannotAsync(string sentence)
        {
            await error.WriteLineAsync(sentence);
            return ExitCodes.CannotRun;
        }
    }
}
