using Bot.Gateways.Operations;
using Bot.Gateways.Settings;
using Bot.Host.Settings;

namespace Bot.Host.Wiring;

/// <summary>The flows for commands that only read them: checked against what flows may ask and call, without a store or a peer.</summary>
internal static class FlowTools
{
    /// <summary>The flows folder of the working folder or, without one, of the program.</summary>
    public static string Folder => FolderOptions.FlowsIn(Directory.GetCurrentDirectory(), AppContext.BaseDirectory);

    /// <summary>A container with what <see cref="BotServices.AddFlows"/> registers.</summary>
    /// <param name="flows">The folder; null for <see cref="Folder"/>.</param>
    /// <param name="settings">Tells which partners are left out, what operations of flows may reach, and their secrets; null for none.</param>
    public static ServiceProvider Open(string? flows = null, IConfiguration? settings = null)
    {
        var off = settings?.GetSection(GatewayModes.OffKey).GetChildren().Select((name, i) => KeyValuePair.Create($"{GatewayModes.OffKey}:{i}", name.Value)) ?? [];
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings?.GetSection(HttpOperationOptions.Section).AsEnumerable() ?? [])
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                [GatewayModes.EnvironmentKey] = GatewayModes.Development,
                [$"{FolderOptions.Section}:{nameof(FolderOptions.Flows)}"] = flows ?? Folder,

                // What is missing is judged as where these settings are for: a build server's check is of what will start.
                [$"{HttpOperationOptions.Section}:{HttpOperationOptions.StrictKey}"] =
                    (settings?[GatewayModes.EnvironmentKey] is { } environment && environment != GatewayModes.Development).ToString(),
            }.Concat(off))
            .Build();
        return new ServiceCollection().AddFlows(configuration).BuildServiceProvider();
    }
}
