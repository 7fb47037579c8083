using Bot.Host;
using Bot.Host.Api;
using Bot.Host.Commands;
using Bot.Host.Logs;
using Bot.Host.Settings;

var (output, error) = (Console.Out, Console.Error);
return await CommandLine.RunAsync(args, new()
{
    Serve = (_, _) => ServeAsync(SettingsFactory.Standard()),
    Check = (request, _) => new Check(SettingsFactory.Standard(), output).RunAsync(request),
    Replay = (request, _) => new Replay(SettingsFactory.Standard(), output).RunAsync(request),
    Backup = (request, cancel) => new Backup(SettingsFactory.Standard().Database, output, error).RunAsync(request, cancel),
    HealthCheck = (_, cancel) => new HealthCheck(SettingsFactory.Standard().Listen, output, error).RunAsync(cancel),
}, output, error);

Task<int> ServeAsync(BotSettings settings)
{
    var builder = ServerSetup.CreateBuilder(settings);
    builder.AddLogs(settings);
    builder.Services.AddSingleton(ApiKeys.Of(settings));

    var app = builder.Build();
    app.MapHealth();
    if (settings.Development)
        app.MapLanding();
    return new Serve(settings, error).RunAsync(app);
}
