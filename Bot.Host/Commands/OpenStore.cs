using Bot.Host.Settings;
using Bot.Storage.Abstractions;

namespace Bot.Host.Commands;

/// <summary>The database that the settings name, for a command; it is made where there is none.</summary>
internal static class OpenStore
{
    /// <param name="clock">Default: the system's.</param>
    public static Task<IStore> Of(IConfiguration configuration, TimeProvider? clock = null)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        OwnerOnly.Close(FolderOptions.Of(configuration).Data);
        return DatabaseOptions.Of(configuration).Address.CreateAsync(SealingOptions.SealerOf(configuration), clock ?? TimeProvider.System);
    }
}
