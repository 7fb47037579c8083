using Bot.Host.Settings;
using Bot.Storage;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Spool;

namespace Bot.Host.Commands.Backups;

/// <summary>Copies everything of a bot that lies on disk into a new folder, while hosts run.</summary>
/// <remarks>The database comes before the photos: a photo is kept before the turn that speaks of it, so every photo of the copy is there.</remarks>
/// <param name="keys">Those of <c>SECRET_KEY</c>, with commas between them.</param>
internal sealed class BackupWriter(StoreAddress database, FolderOptions folders, string keys, TimeProvider clock)
{
    private readonly List<string> _paths = [];

    /// <param name="folder">Empty.</param>
    /// <param name="withKey">The keys are written beside what they open.</param>
    /// <exception cref="Bot.Engine.Abstractions.StoreUnavailableException">The database cannot be copied.</exception>
    public async Task<BackupManifest> WriteAsync(string folder, bool withKey, CancellationToken cancel)
    {
        var begun = clock.GetUtcNow();
        await database.BackupAsync(Place(folder, database.BackupName), cancel);
        foreach (var spool in LocalFallback.FilesIn(folders.Data).Where(path => path != database.File))
            await DatabaseUrl.Parse(spool, folders.Working).BackupAsync(Place(folder, $"{BackupManifest.Spools}/{Path.GetFileName(spool)}"), cancel);
        CopyPhotos(folder);
        if (withKey) await File.WriteAllTextAsync(Place(folder, BackupManifest.KeyFile), string.Join('\n', KeyRing.Split(keys)) + "\n", cancel);

        var files = new List<BackupFile>();
        foreach (var path in _paths) files.Add(await BackupFile.OfAsync(folder, path, cancel));
        var manifest = new BackupManifest(BackupManifest.Current, begun, database.BackupName, new KeyRing(keys).FirstId, files);
        await manifest.WriteAsync(folder, cancel);
        return manifest;
    }

    private void CopyPhotos(string folder)
    {
        if (!Directory.Exists(folders.Media)) return;
        foreach (var photo in Directory.EnumerateFiles(folders.Media, "*", SearchOption.AllDirectories))
        {
            // One with an extension is not finished.
            if (Path.HasExtension(photo)) continue;
            var path = $"{BackupManifest.Photos}/{Path.GetRelativePath(folders.Media, photo).Replace('\\', '/')}";
            try
            {
                File.Copy(photo, Place(folder, path));
            }
            catch (FileNotFoundException)
            {
                // Pruned meanwhile.
                _paths.Remove(path);
            }
        }
    }

    private string Place(string folder, string path)
    {
        _paths.Add(path);
        var place = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        return place;
    }
}
