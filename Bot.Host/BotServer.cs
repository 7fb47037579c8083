using Bot.Engine.Conversations;
using Bot.Host.Api;
using Bot.Host.Api.Docs;
using Bot.Host.Api.Homi;
using Bot.Host.Api.Workflow;
using Bot.Host.Console;
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

        builder.Services.AddSingleton(ApiKeys.Of(settings)).AddSingleton(clock).AddSingleton(parked);
        builder.Services.AddEngine(engine, settings);
        builder.Services.AddHomi(engine.Leads, clock, observer);
        builder.Services.AddWorkflow(engine, turns, settings, new());
        builder.Services.AddBackOffice();
        builder.Services.AddDocs();

        var app = builder.Build();
        app.MapHealth();
        app.MapWebhooks(settings.Meta.VerifyToken);
        app.MapHomi(HomiDoor.Of());
        app.MapWorkflow();
        app.MapBackOffice();
        app.MapDocs();
        var world = sandboxed ? new SandboxWorld(clock) : null;
        if (world is not null) app.MapSandbox(world);
        if (settings.Console) app.MapConsole(feed, world);
        else if (settings.Development) app.MapLanding();
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
