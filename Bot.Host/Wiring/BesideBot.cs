using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Loading;
using Bot.Host.Settings;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Host.Wiring;

/// <summary>
/// A bot beside a host that may run on the same database: it commits turns like another host, sends nothing, and takes nothing from the other.
/// </summary>
/// <remarks>A LiteDB file belongs to one process; there the host has to be stopped, or asked over its API.</remarks>
internal sealed class BesideBot : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IStore _store;

    private BesideBot(ServiceProvider services, IStore store) => (_services, _store) = (services, store);

    public IServiceProvider Services => _services;

    /// <param name="more">What is registered besides.</param>
    /// <exception cref="StoreUnavailableException">There is no database, or it cannot be used.</exception>
    /// <exception cref="FlowsException">A flow has a fault.</exception>
    public static async Task<BesideBot> OpenAsync(IConfiguration configuration, Action<IServiceCollection> more)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        var address = DatabaseOptions.Of(configuration).Address;
        if (address.File is { } file && !File.Exists(file)) throw new StoreUnavailableException($"There is no database at {file}: nothing was ever stored there.");

        IStore? opened = null;
        var clock = DatabaseOptions.ClockOf(configuration);
        var services = HeadlessBot.Build(configuration, clock, new Observers([]), all =>
        {
            // Not by way of the opener, which takes from a host what it is at.
            all.AddSingleton<IStore>(_ => opened!).AddSingleton<IConversationStore>(_ => opened!).AddSingleton<IConversationLists>(_ => opened!);
            all.AddSingleton<IRecordStore>(_ => opened!).AddSingleton<IRecordLists>(_ => opened!);
            more(all);
        });
        try
        {
            opened = await address.OpenAsync(services.GetRequiredService<Sealer>(), clock);
            _ = services.GetRequiredService<FlowLibrary>().Checked();
            foreach (var reader in services.GetServices<IBeforeStart>()) await reader.OpenAsync(CancellationToken.None);
            return new(services, opened);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }
}
