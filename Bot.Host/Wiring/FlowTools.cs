using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Host.Settings;

namespace Bot.Host.Wiring;

/// <summary>
/// The flows for commands that only read them: loaded against what flows may call, on a database in a temporary folder that is let go at once.
/// </summary>
internal static class FlowTools
{
    /// <summary>The flows in a folder with all their faults.</summary>
    /// <param name="flows">Null for that of the working folder or, without one, of the program.</param>
    public static Task<FlowCatalog> LoadAsync(string? flows = null) => ReadAsync(flows, services => services.GetRequiredService<FlowCatalog>());

    /// <summary>What flows may call.</summary>
    public static Task<IReadOnlyList<OperationContract>> ContractsAsync() =>
        ReadAsync<IReadOnlyList<OperationContract>>(null, services => [.. services.GetServices<Operation>().Select(operation => operation.Contract)]);

    /// <summary>The flows folder of the working folder or, without one, of the program.</summary>
    public static string Folder => FolderOptions.FlowsIn(Directory.GetCurrentDirectory(), AppContext.BaseDirectory);

    private static async Task<T> ReadAsync<T>(string? flows, Func<IServiceProvider, T> read)
    {
        var folder = Directory.CreateTempSubdirectory("bot-flows-");
        try
        {
            var configuration = BotConfiguration.From(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["SECRET_KEY"] = "flows only" }, folder.FullName, folder.FullName, flows ?? Folder);
            await using var services = HeadlessBot.Build(configuration, TimeProvider.System, new Observers([]));
            return read(services);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
