using Bot.Gateways.Settings;
using Bot.Products.OneTimeCodes;

namespace Bot.Host.Settings;

/// <summary>One-time codes of the API and of the lead flow.</summary>
internal sealed class CodeOptions
{
    public const string Section = "OneTimeCodes";

    public static SettingTable Table { get; } = new(Section,
        Setting.Duration("OTP_EXPIRY_MINUTES", nameof(Expiry), TimeSpan.FromMinutes(1), 1, 60, 3),
        Setting.Duration("OTP_RESEND_SECONDS", nameof(ResendAfter), TimeSpan.FromSeconds(1), 0, 3600, 30),
        Setting.Whole("OTP_CLIENT_LIMIT", nameof(ClientLimit), 0, 1_000_000, 60),
        Setting.Whole("OTP_CLIENT_DAY_LIMIT", nameof(ClientDayLimit), 0, 100_000_000, 5_000),
        Setting.Whole("OTP_SMS_DAY_LIMIT", nameof(SmsDayLimit), 0, 100_000_000, 10_000),
        Setting.Whole("OTP_WHATSAPP_DAY_LIMIT", nameof(WhatsAppDayLimit), 0, 100_000_000, 10_000),
        Setting.Whole("LOGIN_CODE_DIGITS", nameof(LoginDigits), 4, 6, 4),
        Setting.Text("LOGIN_CODE_TEXT", nameof(LoginText)),
        Setting.Text("LOGIN_CODE_DLT_WORDING", nameof(LoginWording)),
        Setting.Flag("OTP_EXPOSE", nameof(Expose)));

    /// <summary>How long a code is taken. Set in minutes, 1 to 60. Default: 3.</summary>
    public TimeSpan Expiry { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Shortest time between two sends to one number. Set in seconds, 0 to 3600. Default: 30.</summary>
    public TimeSpan ResendAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Sends per minute and API key; 0 for no limit. Default: 60.</summary>
    public int ClientLimit { get; set; } = 60;

    /// <summary>Sends per day (UTC) and API key; 0 for no limit. Default: 5,000.</summary>
    public int ClientDayLimit { get; set; } = 5_000;

    /// <summary>Login codes of agents that the deployment sends by SMS per day (UTC), over all hosts; 0 for no limit. Default: 10,000.</summary>
    public int SmsDayLimit { get; set; } = 10_000;

    /// <summary>Codes that the deployment sends over WhatsApp per day (UTC), over all hosts; 0 for no limit. Default: 10,000.</summary>
    public int WhatsAppDayLimit { get; set; } = 10_000;

    /// <summary>Digits of the agents' login code, 4 to 6. Default: 4.</summary>
    public int LoginDigits { get; set; } = 4;

    /// <summary>Text of the agents' login code by SMS, with <c>{code}</c> where it stands. Default: the owner's registered text.</summary>
    public string LoginText { get; set; } = SendLoginCode.DefaultText;

    /// <summary>The wording as it is registered, its variable as <c>{#numeric#}</c>; checked against the text at the start. Default: none.</summary>
    public string LoginWording { get; set; } = "";

    /// <summary>Shows the code in the answer: always where Gupshup is sandboxed, never outside of Development. Default: false.</summary>
    public bool Expose { get; set; }

    public static IEnumerable<string> Faults(CodeOptions options, DeploymentOptions deployment)
    {
        if (options.Expose && !deployment.IsDevelopment) yield return "OTP_EXPOSE: codes are never shown in an answer in Production; remove it";
    }
}
