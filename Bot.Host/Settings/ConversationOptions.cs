using Bot.Engine.Conversations;
using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>How conversations are looked after.</summary>
internal sealed class ConversationOptions
{
    public const string Section = "Conversations";

    public static SettingTable Table { get; } = new(Section,
        Setting.Duration("HUMAN_LIMIT_HOURS", nameof(HumanLimit), TimeSpan.FromHours(1), 1, 720, 24),
        Setting.Whole("SESSION_CACHE", nameof(CachedSessions), 0, 1_000_000, SessionCache.DefaultLimit));

    /// <summary>
    /// How long a human has a conversation that was handed over, before the bot hears the person again. Set in hours, 1 to 720. Default: 24, as long as
    /// WhatsApp lets an answer be written freely.
    /// </summary>
    public TimeSpan HumanLimit { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Conversations kept in memory, 0 to 1,000,000; 0: every turn reads its session. Default: 20,000.</summary>
    public int CachedSessions { get; set; } = SessionCache.DefaultLimit;

    public static ConversationOptions Of(IConfiguration configuration) => configuration.GetSection(Section).Get<ConversationOptions>() ?? new();
}
