using Bot.Host.Settings;

namespace Bot.Host.Replays;

/// <summary>Settings of a stage: everything sandboxed, signed with one secret, kept in one folder.</summary>
internal static class StageSettings
{
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
