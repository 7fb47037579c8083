using Bot.Host.Settings;
using Bot.Storage;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;

namespace Bot.Host.Commands;

/// <summary>A database by its URL, read with the configuration's key. It has to be there.</summary>
internal static class OtherDatabase
{
    /// <exception cref="SettingsException">The configuration is faulty.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be used.</exception>
    public static async Task<IStore> OpenAsync(IConfiguration configuration, string url)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        var folders = FolderOptions.Of(configuration);
        var database = DatabaseOptions.Of(url, folders.Working);
        foreach (var fault in DatabaseOptions.Faults(database)) throw new StoreUnavailableException(fault);

        if (database.Postgres is null && !File.Exists(database.File)) throw new StoreUnavailableException($"There is no database at {database.File}.");
        var sealer = new Secrets(SealingOptions.Of(configuration).KeyIn(folders.Data)).Sealer;
        return database.Postgres is { } postgres ? await PostgresStore.OpenAsync(postgres, sealer, TimeProvider.System) : SqliteStore.Open(new() { Path = database.File }, sealer, TimeProvider.System);
    }
}
