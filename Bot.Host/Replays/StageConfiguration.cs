using Bot.Gateways.Settings;
using Bot.Host.Settings;

namespace Bot.Host.Replays;

/// <summary>Configuration of a stage: everything sandboxed, signed with one secret, kept in one folder.</summary>
internal static class StageConfiguration
{
    /// <param name="sandbox">Where the sandbox is served; null for the host itself.</param>
    /// <param name="more">Further settings by their flat names; they win.</param>
    public static IConfiguration Of(string folder, string flows, string secret, string? sandbox = null, params IEnumerable<(string Name, string Value)> more)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = GatewayModes.Development,
            ["DATABASE_URL"] = Path.Combine(folder, "bot.db"),
            ["SECRET_KEY"] = "stage",
            ["OTP_SMS_DAY_LIMIT"] = "50",
            ["WHATSAPP_APP_SECRET"] = secret,
            ["GUPSHUP_WEBHOOK_TOKEN"] = secret,
            ["INTERAKT_WEBHOOK_SECRET"] = secret,
        };
        foreach (var (name, value) in more) settings[name] = value;

        var configuration = In(folder, flows, settings);
        if (sandbox is not null) configuration[GatewayModes.SandboxKey] = sandbox;
        return configuration;
    }

    /// <summary>Settings by their flat names, with everything kept in one folder.</summary>
    public static IConfiguration In(string folder, string flows, IReadOnlyDictionary<string, string> settings)
    {
        var configuration = BotConfiguration.From(settings, folder, folder, flows);
        configuration[$"{FolderOptions.Section}:{nameof(FolderOptions.Data)}"] = folder;
        return configuration;
    }
}
