using Bot.Engine.Abstractions;
using Bot.Engine.Loading;
using Bot.Host.Settings;
using Bot.Storage.Abstractions;

namespace Bot.Host.Wiring;

/// <summary>What happens before a bot takes its first message.</summary>
internal static class BotStart
{
    /// <summary>Checks the settings, opens the database, checks the flows, and takes up what a process before this one left.</summary>
    /// <exception cref="SettingsException">Something is malformed or missing.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be used, and will not by waiting: one that is only away is opened when it is
    /// back.</exception>
    /// <exception cref="FlowsException">A flow has a fault; nothing runs then.</exception>
    public static async Task OpenAsync(IServiceProvider services)
    {
        SettingsCheck.ThrowIfFaulty(services);
        await services.GetRequiredService<IStoreOpener>().OpenAsync(CancellationToken.None);
        _ = services.GetRequiredService<FlowLibrary>().Checked();
        foreach (var reader in services.GetServices<IBeforeStart>()) await reader.OpenAsync(CancellationToken.None);
    }
}
