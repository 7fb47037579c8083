using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>How conversations are looked after.</summary>
internal sealed class ConversationOptions
{
    public const string Section = "Conversations";

    public static SettingTable Table { get; } = new(Section, Setting.Duration("HUMAN_LIMIT_HOURS", nameof(HumanLimit), TimeSpan.FromHours(1), 1, 720, 24));

    /// <summary>
    /// How long a human has a conversation that was handed over, before the bot hears the person again. Set in hours, 1 to 720. Default: 24, as long as
    /// WhatsApp lets an answer be written freely.
    /// </summary>
    public TimeSpan HumanLimit { get; set; } = TimeSpan.FromHours(24);

    public static ConversationOptions Of(IConfiguration configuration) => configuration.GetSection(Section).Get<ConversationOptions>() ?? new();
}
