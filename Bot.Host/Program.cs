using Bot.Gateways.Sandbox;
using Bot.Host;
using Bot.Host.Api;
using Bot.Host.Api.Docs;
using Bot.Host.Api.Homi;
using Bot.Host.Commands;
using Bot.Host.Logs;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;

var (output, error) = (Console.Out, Console.Error);
return await CommandLine.RunAsync(args, new()
{
    Serve = (_, _) => ServeAsync(SettingsFactory.Standard()),
    Check = (request, _) => new Check(StageSettings.ForTools(), output).RunAsync(request),
    Replay = (request, _) => new Replay(StageSettings.ForTools(), output).RunAsync(request),
    Chat = (request, cancel) => new Chat(StageSettings.ForTools(), Console.In, output, error).RunAsync(request, cancel),
    Graph = (request, _) => new Graph(StageSettings.ForTools(), output, error).RunAsync(request),
    Backup = (request, cancel) => new Backup(SettingsFactory.Standard().Database, output, error).RunAsync(request, cancel),
    HealthCheck = (_, cancel) => new HealthCheck(SettingsFactory.Standard().Listen, output, error).RunAsync(cancel),
}, output, error);

async Task<int> ServeAsync(BotSettings settings)
{
    var builder = ServerSetup.CreateBuilder(settings);
    using var logs = builder.AddLogs(settings);
    var (clock, observer) = (TimeProvider.System, new EngineLog(logs.CreateLogger<EngineLog>()));
    await using var engine = await BotEngine.OpenAsync(settings, $"{settings.Listen.Loopback.AbsoluteUri}sandbox", clock, observer, logs);
    builder.Services.AddSingleton(ApiKeys.Of(settings));
    builder.Services.AddEngine(engine, settings);
    builder.Services.AddHomi(engine.Leads, clock, observer);
    builder.Services.AddDocs();

    var app = builder.Build();
    app.MapHealth();
    app.MapWebhooks(settings.Meta.VerifyToken);
    app.MapHomi(HomiDoor.Of());
    app.MapDocs();
    if (PartnerWiring.AnySandboxed(settings)) app.MapSandbox(new SandboxWorld(clock));
    if (settings.Development) app.MapLanding();
    return await new Serve(settings, error).RunAsync(app);
}
