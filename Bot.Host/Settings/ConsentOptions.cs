using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>What other programs owe before data leave for a lender.</summary>
internal sealed class ConsentOptions
{
    public const string Section = "Consents";

    public static SettingTable Table { get; } = new(Section, Setting.Flag("LEAD_CONSENT_REQUIRED", nameof(Required)));

    /// <summary>A lead by API needs a <c>consent</c> object. Default: false; then a header says that it will.</summary>
    public bool Required { get; set; }
}
