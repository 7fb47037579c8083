using Bot.Host.Replays;

namespace Bot.Tests.Support.Hosts;

/// <summary>The whole host in this process.</summary>
internal sealed class HostInProcess : IAsyncDisposable
{
    private readonly ComposedHost _host;

    private HostInProcess(ComposedHost host) => _host = host;

    public Uri Address => new(_host.App.Urls.Single());

    public IServiceProvider Services => _host.App.Services;

    public static async Task<HostInProcess> StartAsync(string folder, string flows, IReadOnlyDictionary<string, string> settings)
    {
        var host = await HostComposition.WholeAsync(StageConfiguration.In(folder, flows, settings));
        await host.App.StartAsync();
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.App.StopAsync();
        await _host.DisposeAsync();
    }
}
