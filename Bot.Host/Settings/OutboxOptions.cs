using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>How what the turns leave behind is sent.</summary>
internal sealed class OutboxOptions
{
    public const string Section = "Outbox";

    public static SettingTable Table { get; } = new(Section, Setting.Whole("OUTBOX_SENDERS", nameof(Senders), 1, 1000, 128));

    /// <summary>
    /// Messages and calls under way at once, 1 to 1000: fewer leave more of the machine to answering webhooks, more empty the outbox sooner. Default: 128.
    /// </summary>
    public int Senders { get; set; } = 128;
}
