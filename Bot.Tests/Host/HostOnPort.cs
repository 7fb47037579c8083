using Bot.Host;
using Bot.Host.Settings;
using Bot.Tests.Host.Observability;
using Bot.Tests.Host.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;

namespace Bot.Tests.Host;

/// <summary>The host's own server set-up on a port of its own, with whatever a test maps.</summary>
internal sealed class HostOnPort : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SettingsBench _bench;

    private HostOnPort(WebApplication app, SettingsBench bench, LogLines lines)
    {
        (_app, _bench, Lines) = (app, bench, lines);
        Client = new() { BaseAddress = new(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public LogLines Lines { get; }

    public static async Task<HostOnPort> StartAsync(Action<IServiceCollection> services, Action<WebApplication> map, Action<SettingsBench>? set = null)
    {
        var bench = new SettingsBench().With("HOST", "127.0.0.1").With("PORT", "0");
        set?.Invoke(bench);
        var lines = new LogLines();
        var builder = ServerSetup.CreateBuilder(bench.Read().Configuration());
        builder.Services.AddBotOptions(bench.Configuration);
        builder.Logging.AddSerilog(lines.Logger(), dispose: true);
        services(builder.Services);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new(app, bench, lines);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _bench.Dispose();
    }
}
