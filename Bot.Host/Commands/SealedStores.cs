using System.Globalization;
using Bot.Host.Settings;
using Bot.Storage;
using Bot.Storage.Abstractions;
using Bot.Storage.Media;
using Bot.Storage.Sealing;
using Bot.Storage.Spool;

namespace Bot.Host.Commands;

/// <summary>Everything of a bot that lies sealed: its database, the spools of its data folder, its photos.</summary>
internal static class SealedStores
{
    public static IEnumerable<SealedStore> Of(IConfiguration configuration)
    {
        var (folders, database) = (FolderOptions.Of(configuration), DatabaseOptions.Of(configuration).Address);
        yield return new SealedDatabase(database);
        foreach (var spool in LocalFallback.FilesIn(folders.Data).Where(path => path != database.File))
            yield return new SealedDatabase(DatabaseUrl.Parse(spool, folders.Working));
        if (Directory.Exists(folders.Media)) yield return new SealedMedia(folders.Media);
    }
}

/// <summary>One place with sealed bodies.</summary>
internal abstract class SealedStore(string name)
{
    /// <summary>For people.</summary>
    public string Name => name;

    /// <summary>What does not open or is damaged, sentence by sentence.</summary>
    public abstract Task<IReadOnlyList<string>> CheckAsync(Sealer sealer, CancellationToken cancel);

    /// <summary>Seals with the first key what is sealed otherwise.</summary>
    /// <param name="tell">Takes the lines that say how far it is.</param>
    /// <returns>Null when it needs the first key alone from here on; else the sentence that says what stands in the way.</returns>
    public abstract Task<string?> ResealAsync(Sealer sealer, Func<string, Task> tell, CancellationToken cancel);

    /// <summary>What stands in the way when this many bodies do not open.</summary>
    protected string Unreadable(long bodies) => $"{Name}: {bodies} do not open with any key of SECRET_KEY. `integrity` tells which; the old key has to stay while one of them may need it.";
}

/// <summary>A database or a spool.</summary>
internal sealed class SealedDatabase(StoreAddress address) : SealedStore(address.Name)
{
    /// <summary>Rows between two lines of a table.</summary>
    private const int RowsToTell = 20_000;

    public override Task<IReadOnlyList<string>> CheckAsync(Sealer sealer, CancellationToken cancel) =>
        address.IntegrityCheckAsync(sealer, TimeProvider.System, cancel);

    public override async Task<string?> ResealAsync(Sealer sealer, Func<string, Task> tell, CancellationToken cancel)
    {
        await using var store = await address.OpenAsync(sealer, TimeProvider.System);
        var (table, rows, again) = ("", 0L, 0L);
        while (true)
        {
            var step = await store.ResealAsync(cancel);
            if (table.Length > 0 && (step.Table != table || rows >= RowsToTell))
            {
                await TellAsync();
                (rows, again) = (0, 0);
            }

            (table, rows, again) = (step.Table, rows + step.Rows, again + step.Sealed);
            if (step.State == ResealState.Going) continue;

            await TellAsync();
            return step.State switch
            {
                ResealState.Done => null,
                ResealState.Unreadable => Unreadable(step.Unreadable),
                _ => $"{Name}: a host goes on sealing with an old key. Start every host with the new key first, SECRET_KEY=NEW,OLD, and then this again.",
            };
        }

        Task TellAsync() => tell(string.Create(CultureInfo.InvariantCulture, $"{Name}: {table}, {rows} rows looked at, {again} sealed anew"));
    }
}

/// <summary>The photos.</summary>
internal sealed class SealedMedia(string folder) : SealedStore(folder)
{
    public override Task<IReadOnlyList<string>> CheckAsync(Sealer sealer, CancellationToken cancel) => new SealedPhotos(Name, sealer).CheckAsync(cancel);

    public override async Task<string?> ResealAsync(Sealer sealer, Func<string, Task> tell, CancellationToken cancel)
    {
        var photos = new SealedPhotos(Name, sealer);
        while (true)
        {
            var looked = 0;
            var (again, unreadable) = await photos.ResealAsync(() => looked++, cancel);
            await tell(string.Create(CultureInfo.InvariantCulture, $"{Name}: {looked} photos looked at, {again} sealed anew"));
            if (again == 0) return unreadable == 0 ? null : Unreadable(unreadable);
        }
    }
}
