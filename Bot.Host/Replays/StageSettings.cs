using Bot.Host.Settings;

namespace Bot.Host.Replays;

/// <summary>Settings of a stage: everything sandboxed, signed with one secret, kept in one folder.</summary>
internal static class StageSettings
{
    /// <summary>For commands that only read flows: they need no partner and no key.</summary>
    public static BotSettings ForTools()
    {
        var working = Directory.GetCurrentDirectory();
        return Of(working, SettingsFactory.FlowsFolder(working, AppContext.BaseDirectory), "tools");
    }

    public static BotSettings Of(string folder, string flows, string secret) => SettingsFactory.Create(
        SettingSources.From(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DATABASE_URL"] = Path.Combine(folder, "bot.db"),
            ["SECRET_KEY"] = "stage",
            ["WHATSAPP_APP_SECRET"] = secret,
            ["GUPSHUP_WEBHOOK_TOKEN"] = secret,
            ["INTERAKT_WEBHOOK_SECRET"] = secret,
        }, folder, folder),
        folder,
        folder) with
    {
        Folders = new(folder, folder, flows),
    };
}
