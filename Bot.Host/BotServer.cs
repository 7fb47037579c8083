using Bot.Engine.Conversations;
using Bot.Host.Api;
using Bot.Host.Api.Docs;
using Bot.Host.Api.Workflow;
using Bot.Host.Console;
using Bot.Host.Http;
using Bot.Host.Observability;
using Bot.Host.Settings;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Bot.Sandbox;

namespace Bot.Host;

/// <summary>The whole host: engine, workers and every area of HTTP. Built here, run by <c>serve</c>.</summary>
internal sealed class BotServer(WebApplication app, BotEngine engine, ILoggerFactory logs, ChosenPort? port) : IAsyncDisposable
{
    public WebApplication App => app;

    public static async Task<BotServer> OpenAsync(BotSettings settings)
    {
        var port = ChosenPort.Of(settings.Listen);
        if (port is not null) settings = settings with { Listen = settings.Listen with { Port = port.Number } };
        var builder = ServerSetup.CreateBuilder(settings);
        port?.UseIn(builder.Services);
        var logs = builder.AddLogs(settings);
        var sandboxed = PartnerWiring.AnySandboxed(settings);
        var clock = settings.Console && sandboxed ? new AdvancingClock() : TimeProvider.System;
        var (turns, feed) = (new WorkflowTurns(), new ConsoleFeed(clock));
        var parked = new ParkedSessions();
        IEngineObserver[] observers = [new EngineLog(logs.CreateLogger<EngineLog>()), parked, turns, .. settings.Console ? [new ConsoleObserver(feed)] : Array.Empty<IEngineObserver>()];
        var observer = new Observers(observers);
        var engine = await BotEngine.OpenAsync(settings, $"{settings.Listen.Loopback.AbsoluteUri}sandbox", clock, observer, logs);

        builder.Services.AddSingleton(clock).AddSingleton(parked).AddSingleton(turns).AddSingleton(feed);
        builder.Services.AddEngine(engine, settings).AddWebhooks().AddApi().AddObservability(builder.Configuration, settings);
        if (sandboxed) builder.Services.AddSingleton(new SandboxWorld(clock));
        if (settings.Console) builder.Services.AddConsole();

        var app = builder.Build();
        app.UseApiPipeline().UseDocs();
        var routes = app.MapGroupWithHead();
        routes.MapWebhooks();
        routes.MapApi();
        if (sandboxed) routes.MapSandbox(app.Services.GetRequiredService<SandboxWorld>());
        if (settings.Console) routes.MapConsole();
        else if (settings.Development) routes.MapLanding();
        return new(app, engine, logs, port);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await engine.DisposeAsync();
        logs.Dispose();
        port?.Dispose();
    }
}
