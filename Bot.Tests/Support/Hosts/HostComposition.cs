using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Support.Hosts;

/// <summary>The one place where tests put the product together: whole, as an engine alone, or as a server with some of its areas.</summary>
internal static class HostComposition
{
    /// <summary>The sending number's id at the sandboxed Meta.</summary>
    public const string SandboxPhoneNumberId = MetaGateway.SandboxPhoneNumberId;

    /// <summary>An address where no sandbox is served, for bots that call no partner.</summary>
    public const string NoSandbox = "http://127.0.0.1:1/sandbox";

    /// <summary>Everything sandboxed, in a folder.</summary>
    /// <param name="sandbox">Where the sandbox is served; null for the host itself.</param>
    /// <param name="more">Further settings by their flat names; they win.</param>
    public static IConfiguration Sandboxed(string folder, string secret, string? sandbox = null, params IEnumerable<(string Name, string Value)> more) =>
        StageConfiguration.Of(folder, Repository.Flows, secret, sandbox, more);

    /// <summary>The whole host as <c>serve</c> runs it, not yet started.</summary>
    public static async Task<ComposedHost> WholeAsync(IConfiguration configuration)
    {
        var server = await BotServer.OpenAsync(configuration);
        return new(server, server);
    }

    /// <summary>A bot without its web server.</summary>
    public static Task<HeadlessBot> BotAsync(IConfiguration configuration, TimeProvider? clock = null, IEngineObserver? observer = null) =>
        HeadlessBot.OpenAsync(configuration, clock ?? TimeProvider.System, observer ?? new RecordingObserver());

    /// <summary>A bare server with the areas that a test adds and maps, for areas whose services are all of the test's own.</summary>
    public static Task<WebApplication> BareAsync(Action<IServiceCollection> services, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "Bot.Host", EnvironmentName = "Development" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        return StartAsync(builder, services, map);
    }

    /// <summary>The host's server set-up with the areas that a test adds and maps, started on a port of its own.</summary>
    /// <param name="open">Opens what the container holds, before anything is mapped.</param>
    public static Task<WebApplication> AreasAsync(
        IConfiguration configuration, Action<IServiceCollection> services, Action<WebApplication> map,
        Action<ILoggingBuilder>? logs = null, Func<IServiceProvider, Task>? open = null)
    {
        var builder = ServerSetup.CreateBuilder(configuration);
        builder.Services.AddSingleton(TimeProvider.System).AddBotOptions(configuration);
        logs?.Invoke(builder.Logging);
        return StartAsync(builder, services, map, open);
    }

    private static async Task<WebApplication> StartAsync(
        WebApplicationBuilder builder, Action<IServiceCollection> services, Action<WebApplication> map, Func<IServiceProvider, Task>? open = null)
    {
        services(builder.Services);
        var app = builder.Build();
        if (open is not null) await open(app.Services);
        map(app);
        await app.StartAsync();
        return app;
    }
}

/// <summary>A host that was put together, with what is to be let go after it.</summary>
internal sealed record ComposedHost(WebApplication App, IAsyncDisposable Owner) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
