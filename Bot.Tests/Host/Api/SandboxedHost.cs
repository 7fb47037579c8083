using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.Api;

/// <summary>One whole host for a class whose tests do not touch what another one made.</summary>
public sealed class SandboxedHost : IAsyncLifetime
{
    private BotHost? _host;

    internal BotHost Host => _host ?? throw new InvalidOperationException("The host is not running.");

    public async Task InitializeAsync() => _host = await BotHost.StartAsync();

    public async Task DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }
}
