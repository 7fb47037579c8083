using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>How what the turns leave behind is sent.</summary>
internal sealed class OutboxOptions
{
    public const string Section = "Outbox";

    public static SettingTable Table { get; } = new(Section,
        Setting.Whole("OUTBOX_SENDERS", nameof(Senders), 1, 1000, 512),
        Setting.Duration("ANSWER_WITHIN", nameof(AnswerWithin), TimeSpan.FromSeconds(1), 0, 600, 5));

    /// <summary>
    /// Messages and calls under way at once, 1 to 1000: fewer leave more of the machine to answering webhooks, more empty the outbox sooner. Default: 512.
    /// </summary>
    public int Senders { get; set; } = 512;

    /// <summary>A reply is to leave within so many seconds, 0 to 600; while the oldest is later, webhooks are taken only as fast as replies leave. 0: they are
    /// never held back. Default: 5.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(5);
}
