using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Loading;
using Bot.Host.Settings;
using Bot.Storage;
using Bot.Storage.Spool;

namespace Bot.Host.Wiring;

/// <summary>What happens before a bot takes its first message.</summary>
internal static class BotStart
{
    /// <summary>Checks the settings, opens the database, checks the flows, and takes up what a process before this one left.</summary>
    /// <exception cref="SettingsException">Something is malformed or missing.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be used, and will not by waiting: one that is only away is opened when it is back.</exception>
    /// <exception cref="FlowsException">A flow has a fault; nothing runs then.</exception>
    public static async Task OpenAsync(IServiceProvider services)
    {
        SettingsCheck.ThrowIfFaulty(services);
        if (services.GetService<FallbackOpening>() is { } opening) await opening.OpenAsync();
        var store = services.GetRequiredService<IStore>();
        services.GetRequiredService<FlowCatalog>().ThrowIfFaulty();

        // One host has an SQLite file, a fallback's too: a process that began something before is gone, and its work is found out about at once.
        var own = services.GetService<LocalFallback>()?.Store ?? store;
        await own.ReleaseLeasesAsync(services.GetRequiredService<OutboxSettings>().Owner, services.GetRequiredService<TimeProvider>().GetUtcNow(), CancellationToken.None);
    }
}
