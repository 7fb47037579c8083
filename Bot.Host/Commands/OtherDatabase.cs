using Bot.Engine.Abstractions;
using Bot.Host.Settings;
using Bot.Storage;
using Bot.Storage.Abstractions;

namespace Bot.Host.Commands;

/// <summary>A database by its URL, read with the configuration's key. It has to be there.</summary>
internal static class OtherDatabase
{
    /// <exception cref="SettingsException">The configuration is faulty.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be used.</exception>
    public static async Task<IStore> OpenAsync(IConfiguration configuration, string url)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        var address = DatabaseUrl.Parse(url, FolderOptions.Of(configuration).Working);
        if (DatabaseUrl.Misnamed(address) is { } misnamed) throw new StoreUnavailableException(misnamed);
        return await address.OpenAsync(SealingOptions.SealerOf(configuration), TimeProvider.System);
    }
}
