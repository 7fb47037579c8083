using Bot.Host.Settings;
using Bot.Tests.Host.Observability;
using Bot.Tests.Host.Settings;
using Bot.Tests.Support.Hosts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;

namespace Bot.Tests.Host;

/// <summary>The host's own server set-up on a port of its own, with the endpoints that a test maps.</summary>
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
        var app = await HostComposition.AreasAsync(bench.Read().Configuration(), services, map, logging => logging.AddSerilog(lines.Logger(), dispose: true));
        return new(app, bench, lines);
    }

    public TService Find<TService>()
        where TService : notnull => _app.Services.GetRequiredService<TService>();

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _bench.Dispose();
    }
}
