using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>
/// Names of the first implementation's <c>.env</c>: known, so that it works as it stands, and not used. The database is the one that DATABASE_URL names.
/// </summary>
internal static class SupabaseOptions
{
    private const string Section = "Supabase";
    private const string Url = "Url";

    public static SettingTable Table { get; } = new(Section,
        Setting.Link("SUPABASE_URL", Url),
        Setting.Secret("SUPABASE_ANON_KEY", "AnonKey"),
        Setting.Secret("SUPABASE_SERVICE_ROLE_KEY", "ServiceRoleKey"));

    public static IEnumerable<string> Notes(IConfiguration configuration)
    {
        if (configuration[$"{Section}:{Url}"] is { Length: > 0 }) yield return "SUPABASE_URL is set but not used: the database is the one that DATABASE_URL names.";
    }
}
