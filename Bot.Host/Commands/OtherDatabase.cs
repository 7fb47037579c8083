using Bot.Engine.Abstractions;
using Bot.Host.Settings;
using Bot.Storage;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;

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
        return await DatabaseUrl.Parse(url, folders.Working)
            .OpenAsync(new Secrets(SealingOptions.Of(configuration).KeyIn(folders.Data)).Sealer, TimeProvider.System);
    }
}
