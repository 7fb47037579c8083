using Bot.Host.Settings;
using Bot.Storage;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;
using Bot.Storage.Sealing;
using Bot.Storage.Spool;

namespace Bot.Host.Persons;

/// <summary>
/// What this host keeps on its own disk while a database on a server is away. Every host has its own; it runs empty when the database is back.
/// </summary>
internal sealed class PersonSpools(FolderOptions folders, StoreAddress database, Sealer sealer, TimeProvider clock)
{
    /// <summary>What waits there of a person.</summary>
    public async Task<IReadOnlyList<PersonRow>> FindAsync(PersonKeys keys, CancellationToken cancel)
    {
        var found = new List<PersonRow>();
        foreach (var path in Files())
        {
            await using var spool = await DatabaseUrl.Parse(path, folders.Working).OpenAsync(sealer, clock);
            await foreach (var row in new PersonSearch(spool).FindAsync(keys, cancel)) found.Add(row);
        }

        return found;
    }

    /// <summary>Takes a person out of them.</summary>
    /// <returns>Whether nothing of the person is left there.</returns>
    public async Task<bool> PurgeAsync(PersonKeys keys, CancellationToken cancel)
    {
        var clean = true;
        foreach (var path in Files())
        {
            await using var spool = await DatabaseUrl.Parse(path, folders.Working).OpenAsync(sealer, clock);
            clean &= await new PersonErasure(spool, folders.Media).PurgeAsync(keys, _ => Task.FromResult(true), cancel);
        }

        return clean;
    }

    private IEnumerable<string> Files() => LocalFallback.FilesIn(folders.Data).Where(path => path != database.File);
}
