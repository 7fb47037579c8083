using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>How long things are kept that nothing needs any more.</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Retention";

    public static SettingTable Table { get; } = new(
        Section,
        Setting.Duration("TRANSCRIPT_DAYS", nameof(Transcripts), TimeSpan.FromDays(1), 1, 36_500, 365),
        Setting.Duration("INPUT_DAYS", nameof(Inputs), TimeSpan.FromDays(1), 0, 36_500, 90),
        Setting.Duration("OUTBOX_DAYS", nameof(Outbox), TimeSpan.FromDays(1), 8, 36_500, 30),
        Setting.Duration("LETTER_DAYS", nameof(Letters), TimeSpan.FromDays(1), 1, 36_500, 365),
        Setting.Duration("PHOTO_DAYS", nameof(Photos), TimeSpan.FromDays(1), 0, 36_500, 0),
        Setting.Duration("ERASE_AFTER", nameof(EraseAfter), TimeSpan.FromDays(1), 0, 90, 7));

    /// <summary>How long what was said is kept, for those who look after conversations. Set in days, 1 to 36500. Default: 365.</summary>
    public TimeSpan Transcripts { get; set; } = TimeSpan.FromDays(365);

    /// <summary>
    /// How long the turn log keeps what the machine heard: inputs, outcomes of calls and the way taken, no longer than what was said. Set in days, 0 to 36500.
    /// Default: 90.
    /// </summary>
    public TimeSpan Inputs { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How long messages and calls that ended are kept: delivery reports and questions come within days. Set in days, 8 to 36500. Default: 30.
    /// </summary>
    public TimeSpan Outbox { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long dead letters are kept that were dealt with, with their notes. Set in days, 1 to 36500. Default: 365.</summary>
    public TimeSpan Letters { get; set; } = TimeSpan.FromDays(365);

    /// <summary>How long photos are kept. Set in days, 0 to 36500; 0, the default, keeps them until their person is erased.</summary>
    public TimeSpan Photos { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// From the request until everything of a person is removed: they are restricted meanwhile, and the request can be withdrawn. Set in days, 0 to 90.
    /// Default: 7.
    /// </summary>
    public TimeSpan EraseAfter { get; set; } = TimeSpan.FromDays(7);

    public static RetentionOptions Of(IConfiguration configuration) => configuration.GetSection(Section).Get<RetentionOptions>() ?? new();
}
