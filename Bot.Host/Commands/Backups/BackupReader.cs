using Bot.Engine.Abstractions;
using Bot.Host.Settings;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Host.Commands.Backups;

/// <summary>Puts a backup in the place of a bot that has no data. What a stopped run had put there is no hindrance: the database comes last.</summary>
/// <param name="secretKey"><c>SECRET_KEY</c>; empty where a file of the data folder stands in.</param>
internal sealed class BackupReader(string folder, StoreAddress database, FolderOptions folders, string secretKey)
{
    private string KeyHere => Path.Combine(folders.Data, SecretKeyFile.Name);

    private string KeyThere => Path.Combine(folder, BackupManifest.KeyFile);

    /// <summary>Looks at everything first, and changes nothing unless all of it fits.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another kind of store or key; the sentence says what to do.</exception>
    /// <exception cref="StoreUnavailableException">There is data here already, or it cannot be written.</exception>
    public async Task<BackupManifest> RestoreAsync(CancellationToken cancel)
    {
        var manifest = await BackupManifest.ReadAsync(folder, cancel);
        if (manifest.Database != database.BackupName)
        {
            throw new InvalidDataException($"{manifest.Database} in {folder} is of another kind of store than DATABASE_URL names, which would be {database.BackupName}."
                + " Restore it to its own kind, and `copy` from there.");
        }

        var bringsKey = CheckKey(manifest);
        if (await database.FilledAsync(cancel) is { } filled) throw new StoreUnavailableException(filled);
        foreach (var spool in manifest.In(BackupManifest.Spools).Select(SpoolHere))
        {
            if (File.Exists(spool)) throw new StoreUnavailableException($"There is {spool} already: a host of this data folder keeps messages in it. Start it and let it empty it first.");
        }

        Directory.CreateDirectory(folders.Data);
        if (bringsKey) File.Copy(KeyThere, KeyHere);
        foreach (var photo in manifest.In(BackupManifest.Photos)) Put(photo, Path.Combine(folders.Data, photo.Path));
        foreach (var spool in manifest.In(BackupManifest.Spools)) Put(spool, SpoolHere(spool));
        await database.RestoreAsync(Path.Combine(folder, manifest.Database), cancel);
        return manifest;
    }

    /// <returns>Whether the backup's own key is to stand in the data folder.</returns>
    private bool CheckKey(BackupManifest manifest)
    {
        var isThere = File.Exists(KeyThere);
        var here = secretKey.Length > 0 ? secretKey : File.Exists(KeyHere) ? SecretKeyFile.LoadOrCreate(folders.Data) : "";
        if (here.Length == 0 && isThere) return true;
        if (here.Length > 0 && new KeyRing(here).Lists(manifest.Key)) return false;

        throw new InvalidDataException(here.Length == 0
            ? $"The key of this backup is not in it: set SECRET_KEY to the one it was made with, or put that file to {KeyHere}."
            : $"{(secretKey.Length > 0 ? "SECRET_KEY" : KeyHere)} is not the key of this backup{(isThere ? $"; that is in {KeyThere}" : "")}.");
    }

    private string SpoolHere(BackupFile spool) => Path.Combine(folders.Data, Path.GetFileName(spool.Path));

    private void Put(BackupFile file, string place)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Copy(Path.Combine(folder, file.Path), place, overwrite: true);
    }
}
