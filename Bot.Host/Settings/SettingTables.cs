using Bot.Gateways;
using Bot.Gateways.Operations;
using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>Every setting of Bot: the tables of the host's own options, and those of the gateways.</summary>
internal static class SettingTables
{
    public static IReadOnlyList<SettingTable> All { get; } =
    [
        DeploymentOptions.Table,
        ServerOptions.Table,
        LogOptions.Table,
        DatabaseOptions.Table,
        ClusterSettings.Table,
        SealingOptions.Table,
        AccessOptions.Table,
        ConsoleOptions.Table,
        DeskOptions.Table,
        OpenIdOptions.Table,
        .. GatewayList.SharedTables,
        .. GatewayList.All.Select(gateway => gateway.Table),
        DirectLineOptions.Table,
        CodeOptions.Table,
        ConsentOptions.Table,
        OutboxOptions.Table,
        ConversationOptions.Table,
        PublishingOptions.Table,
        MessagingOptions.Table,
        RetentionOptions.Table,
        TelemetryOptions.Table,
        SupabaseOptions.Table,
    ];

    /// <summary>Values that no log line may show.</summary>
    public static IReadOnlyCollection<string> SecretsIn(IConfiguration configuration)
    {
        var given = from table in All
                    from setting in table.Settings
                    where setting.IsSecret
                    select configuration[table.PathOf(setting)];
        var flows = configuration.GetSection($"{HttpOperationOptions.Section}:{nameof(HttpOperationOptions.Secrets)}").GetChildren().Select(secret => secret.Value ?? "");
        var keys = AccessOptions.Of(configuration).Keys.Select(key => key.Key);
        return [.. given.OfType<string>().SelectMany(Parts), .. flows, .. keys, .. DatabaseOptions.Of(configuration).Secrets,
            .. TelemetryOptions.Of(configuration).Secrets];
    }

    /// <summary>A secret, and each of several that are given with commas between them.</summary>
    private static IEnumerable<string> Parts(string given) =>
        given.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(given).Distinct();

    /// <summary>Lines for the start: what is likely a slip.</summary>
    public static IReadOnlyList<string> WarningsOn(IConfiguration configuration) =>
        [.. configuration.GetSection(FlatSettings.WarningsKey).GetChildren().Select(warning => warning.Value ?? "")];

    /// <summary>Lines for the start: who is sandboxed or left out, and what is given for nothing.</summary>
    public static IReadOnlyList<string> NotesOn(IConfiguration configuration) =>
    [
        .. ServerOptions.Notes(configuration),
        .. GatewayList.Notes(configuration),
        .. SupabaseOptions.Notes(configuration),
        .. DeploymentOptions.Of(configuration).IsDevelopment ? [] : DatabaseOptions.Of(configuration).Address.Notes,
        .. configuration.GetSection(FlatSettings.UnknownKey).GetChildren().Select(unknown => unknown.Value ?? ""),
    ];
}
