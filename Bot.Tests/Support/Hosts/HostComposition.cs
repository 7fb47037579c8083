using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Host;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Support.Hosts;

/// <summary>The one place where tests put the product together: whole, as an engine alone, or as a server with some of its areas.</summary>
internal static class HostComposition
{
    /// <summary>The sending number's id at the sandboxed Meta.</summary>
    public const string SandboxPhoneNumberId = PartnerWiring.SandboxPhoneNumberId;

    /// <summary>An address where no sandbox is served, for engines that call no partner.</summary>
    public const string NoSandbox = "http://127.0.0.1:1/sandbox";

    /// <summary>Settings by the names of env.example, as the program reads them.</summary>
    public static BotSettings SettingsOf(string folder, string flows, IReadOnlyDictionary<string, string> settings) =>
        SettingsFactory.Create(SettingSources.From(new Dictionary<string, string>(settings, StringComparer.Ordinal), folder, folder), folder, folder)
            with { Folders = new(folder, folder, flows) };

    /// <summary>Everything sandboxed, in a folder.</summary>
    public static BotSettings Sandboxed(string folder, string secret) => StageSettings.Of(folder, Repository.Flows, secret);

    /// <summary>The whole host as <c>serve</c> runs it, not yet started.</summary>
    public static async Task<ComposedHost> WholeAsync(BotSettings settings)
    {
        var server = await BotServer.OpenAsync(settings);
        return new(server.App, server);
    }

    /// <summary>The engine alone.</summary>
    /// <param name="sandbox">Where the sandbox is served.</param>
    public static Task<BotEngine> EngineAsync(BotSettings settings, string sandbox, TimeProvider? clock = null, IEngineObserver? observer = null) =>
        BotEngine.OpenAsync(settings, sandbox, clock ?? TimeProvider.System, observer ?? new RecordingObserver(), NullLoggerFactory.Instance);

    /// <summary>What the product's flows may call.</summary>
    public static async Task<IReadOnlyList<OperationContract>> ContractsAsync()
    {
        using var folder = new TemporaryFolder();
        return await BotEngine.ContractsAsync(Sandboxed(folder.Path, "contracts"));
    }

    /// <summary>A bare server with the areas that a test adds and maps, for areas whose services are all of the test's own.</summary>
    public static Task<WebApplication> BareAsync(Action<IServiceCollection> services, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "Bot.Host", EnvironmentName = "Development" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        return StartAsync(builder, services, map);
    }

    /// <summary>The host's server set-up with the areas that a test adds and maps, started on a port of its own.</summary>
    public static Task<WebApplication> AreasAsync(
        BotSettings settings, Action<IServiceCollection> services, Action<WebApplication> map, Action<ILoggingBuilder>? logs = null)
    {
        var builder = ServerSetup.CreateBuilder(settings);
        logs?.Invoke(builder.Logging);
        return StartAsync(builder, services, map);
    }

    private static async Task<WebApplication> StartAsync(
        WebApplicationBuilder builder, Action<IServiceCollection> services, Action<WebApplication> map)
    {
        services(builder.Services);
        var app = builder.Build();
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
