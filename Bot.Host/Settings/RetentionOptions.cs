using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>How long things are kept that nothing needs any more.</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Retention";

    public static SettingTable Table { get; } = new(Section, Setting.Duration("TRANSCRIPT_DAYS", nameof(Transcripts), TimeSpan.FromDays(1), 1, 36_500, 365));

    /// <summary>How long what was said is kept, for those who look after conversations. Set in days, 1 to 36500. Default: 365.</summary>
    public TimeSpan Transcripts { get; set; } = TimeSpan.FromDays(365);
}
