using System.Security.Cryptography;
using System.Text.Json;

namespace Bot.Host.Commands.Backups;

/// <summary>What a backup holds: its <c>backup.json</c>, written last. A folder without it is no whole backup.</summary>
/// <param name="Format">Of the folder: <see cref="Current"/>.</param>
/// <param name="At">When it was begun, UTC.</param>
/// <param name="Database">The file with the copy of the database; its name tells the kind of store.</param>
/// <param name="Key">Tells which key sealed last; says nothing of it.</param>
/// <param name="Files">Every other file.</param>
internal sealed record BackupManifest(int Format, DateTimeOffset At, string Database, string Key, IReadOnlyList<BackupFile> Files)
{
    public const int Current = 1;

    /// <summary>The photos, as in the data folder.</summary>
    public const string Photos = "media";

    /// <summary>What hosts keep while a server is away.</summary>
    public const string Spools = "spool";

    /// <summary>The keys, where they were asked for.</summary>
    public const string KeyFile = "secret.key";

    private const string Name = "backup.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The files of a part.</summary>
    public IEnumerable<BackupFile> In(string part) => Files.Where(file => file.Path.StartsWith(part + "/", StringComparison.Ordinal));

    public async Task WriteAsync(string folder, CancellationToken cancel)
    {
        await using var file = new FileStream(Path.Combine(folder, Name), FileMode.CreateNew, FileAccess.Write);
        await JsonSerializer.SerializeAsync(file, this, Json, cancel);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads it, and every file that it names.</summary>
    /// <exception cref="InvalidDataException">The folder is no whole backup, or a file is not what was written; the sentence says which.</exception>
    public static async Task<BackupManifest> ReadAsync(string folder, CancellationToken cancel)
    {
        var manifest = await ParseAsync(folder, cancel);
        foreach (var file in manifest.Files)
        {
            var path = Path.GetFullPath(file.Path, folder);
            if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
                throw new InvalidDataException($"{folder} is damaged: {file.Path} is not in it.");
            if (await BackupFile.OfAsync(folder, file.Path, cancel) != file)
                throw new InvalidDataException($"{folder} is damaged: {file.Path} is not what was written.");
        }

        return manifest;
    }

    private static async Task<BackupManifest> ParseAsync(string folder, CancellationToken cancel)
    {
        try
        {
            await using var file = File.OpenRead(Path.Combine(folder, Name));
            if (await JsonSerializer.DeserializeAsync<BackupManifest>(file, Json, cancel) is not { Files: not null, Database: not null } manifest)
                throw new InvalidDataException($"{folder} is no backup: {Name} says nothing.");
            return manifest.Format == Current ? manifest : throw new InvalidDataException($"{folder} is of another build: its form is {manifest.Format}, this build reads {Current}.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InvalidDataException($"{folder} is no whole backup: {Name} cannot be read. {fault.Message}", fault);
        }
    }
}

/// <summary>One file of a backup.</summary>
/// <param name="Path">From the backup's folder, with slashes.</param>
/// <param name="Sha256">Hexadecimal.</param>
internal sealed record BackupFile(string Path, long Bytes, string Sha256)
{
    /// <summary>The file as it lies.</summary>
    public static async Task<BackupFile> OfAsync(string folder, string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(System.IO.Path.Combine(folder, path));
        return new(path, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel)));
    }
}
