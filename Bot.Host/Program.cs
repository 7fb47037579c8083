using Bot.Host;
using Bot.Host.Commands;
using Bot.Host.Replays;
using Bot.Host.Settings;

var (output, error) = (Console.Out, Console.Error);
return await CommandLine.RunAsync(args, new()
{
    Serve = (_, _) => ServeAsync(SettingsFactory.Standard()),
    Check = (request, _) => new Check(StageSettings.ForTools(), SettingsFactory.Standard, output).RunAsync(request),
    Replay = (request, _) => new Replay(StageSettings.ForTools(), output).RunAsync(request),
    Chat = (request, cancel) => new Chat(StageSettings.ForTools(), Console.In, output, error).RunAsync(request, cancel),
    Graph = (request, _) => new Graph(StageSettings.ForTools(), output, error).RunAsync(request),
    Backup = (request, cancel) => new Backup(SettingsFactory.Standard().Database, output, error).RunAsync(request, cancel),
    Integrity = (_, cancel) => new Integrity(SettingsFactory.Standard(), output, error).RunAsync(cancel),
    HealthCheck = (_, cancel) => new HealthCheck(SettingsFactory.Standard().Listen, output, error).RunAsync(cancel),
}, output, error);

async Task<int> ServeAsync(BotSettings settings)
{
    await using var server = await BotServer.OpenAsync(settings);
    return await new Serve(settings, error).RunAsync(server.App);
}
