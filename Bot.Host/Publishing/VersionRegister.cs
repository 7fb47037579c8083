using System.Globalization;
using Bot.Engine.Abstractions;

namespace Bot.Host.Publishing;

/// <summary>The versions of the flows in the database, and which of them is in use.</summary>
internal sealed class VersionRegister(IRecordStore records, IRecordLists lists, TimeProvider clock)
{
    /// <summary>Other hosts may bring versions in meanwhile this often before something else must be wrong.</summary>
    private const int ConflictLimit = 20;

    /// <summary>In order of their numbers.</summary>
    public async Task<IReadOnlyList<StoredVersion>> ListAsync(CancellationToken cancel)
    {
        var all = new List<StoredVersion>();
        await foreach (var row in lists.AllAsync(StoredVersion.Kind, StoredVersion.Listed.Key, StoredVersion.Listed.Value, cancel))
            all.Add(StoredVersion.Read(row));
        return [.. all.OrderBy(version => version.Number)];
    }

    /// <summary>Null where there is none of that number.</summary>
    public async Task<StoredVersion?> FindAsync(int number, CancellationToken cancel) =>
        await records.FindAsync(StoredVersion.Kind, StoredVersion.KeyOf(number), cancel) is { } found ? StoredVersion.Read(found) : null;

    /// <summary>A version as it stands, written once more: with a publication, so that no one takes the version away beside it.</summary>
    /// <returns>Null where it is gone.</returns>
    public async Task<RecordChange?> HoldAsync(int number, CancellationToken cancel) =>
        await records.FindAsync(StoredVersion.Kind, StoredVersion.KeyOf(number), cancel) is { } found ? StoredVersion.Read(found).Change(found.Version) : null;

    /// <summary>Null where there is no version of that number.</summary>
    public async Task<FlowFiles?> FilesAsync(int number, CancellationToken cancel) =>
        await records.FindAsync(StoredVersion.FilesKind, StoredVersion.KeyOf(number), cancel) is { } found ? FlowFiles.Unpack(found.Body) : null;

    /// <summary>Adds a version. The same files as those of the newest are that one.</summary>
    /// <param name="files">Sound: the caller has had them checked.</param>
    public async Task<(StoredVersion Version, bool IsNew)> AddAsync(FlowFiles files, string by, string note, CancellationToken cancel)
    {
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var known = await ListAsync(cancel);
            if (known.Count > 0 && known[^1].Hash == files.Hash) return (known[^1], false);

            // A number is never given twice: what was said of the one before would be told of the other.
            var highest = await records.FindAsync(HighestKind, Publication.Key, cancel);
            var number = Math.Max(known.Count > 0 ? known[^1].Number : 0, highest is null ? 0 : int.Parse(highest.Body, CultureInfo.InvariantCulture)) + 1;
            var version = new StoredVersion(number, files.Hash, files.Files.Count, clock.GetUtcNow(), by, note);
            RecordChange[] changes =
            [
                version.Change(0),
                new(StoredVersion.FilesKind, StoredVersion.KeyOf(number), 0, files.Pack()),
                new(HighestKind, Publication.Key, highest?.Version ?? 0, number.ToString(CultureInfo.InvariantCulture)),
            ];
            if (await records.ChangeAsync(changes, cancel)) return (version, true);
        }

        throw new InvalidOperationException($"Versions were added {ConflictLimit} times under us.");
    }

    /// <summary>Takes a version away with its files. Whether people are on it is its caller's to know.</summary>
    /// <param name="held">As it stood before that was looked at; see <see cref="HoldAsync"/>.</param>
    /// <returns>False when it was published or taken away since then.</returns>
    public async Task<bool> RemoveAsync(RecordChange held, CancellationToken cancel) =>
        await records.FindAsync(StoredVersion.FilesKind, held.Key, cancel) is { } files
        && await records.ChangeAsync([new(held.Kind, held.Key, held.ExpectedVersion, null), new(files.Kind, files.Key, files.Version, null)], cancel);

    /// <summary>What is in use, with the version of its record; null before the first.</summary>
    public async Task<(Publication Publication, long Version)?> PublicationAsync(CancellationToken cancel) =>
        await records.FindAsync(Publication.Kind, Publication.Key, cancel) is { } found ? (Publication.Read(found), found.Version) : null;

    /// <summary>What is in use; a database of before has the files of this host as its first version from then on. For a start on the database, and for those
    /// who bring a version in: who only looks asks for <see cref="PublicationAsync"/>.</summary>
    public async Task<Publication> BeginAsync(string folder, CancellationToken cancel)
    {
        if (await PublicationAsync(cancel) is { } known) return known.Publication;

        var (version, _) = await AddAsync(FlowFiles.Read(folder), "files", "the files of the first start", cancel);
        var first = new Publication(1, version.Number, version.Number, 0, clock.GetUtcNow(), "files", "files", "", [], null);
        if (await records.ChangeAsync([first.Change(0)], cancel)) return first;

        // Another host was faster.
        return (await PublicationAsync(cancel))!.Value.Publication;
    }

    private const string HighestKind = "flowVersionHighest";
}
