using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>How long things are kept that nothing needs any more.</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Retention";

    public static SettingTable Table { get; } = new(
        Section,
        Setting.Duration("TRANSCRIPT_DAYS", nameof(Transcripts), TimeSpan.FromDays(1), 1, 36_500, 365),
        Setting.Duration("INPUT_DAYS", nameof(Inputs), TimeSpan.FromDays(1), 0, 36_500, 90));

    /// <summary>How long what was said is kept, for those who look after conversations. Set in days, 1 to 36500. Default: 365.</summary>
    public TimeSpan Transcripts { get; set; } = TimeSpan.FromDays(365);

    /// <summary>
    /// How long the turn log keeps what the machine heard: inputs, outcomes of calls and the way taken, no longer than what was said. Set in days, 0 to 36500.
    /// Default: 90.
    /// </summary>
    public TimeSpan Inputs { get; set; } = TimeSpan.FromDays(90);
}
