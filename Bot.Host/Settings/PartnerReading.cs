namespace Bot.Host.Settings;

/// <summary>Decides for each partner whether it is called for real, sandboxed or left out, and notes what it needs.</summary>
/// <remarks>A partner is live as soon as anything of its <em>credentials</em> is given, in Development too; then all of them must be. In Production all are needed unless it is off.</remarks>
internal sealed class PartnerReading(SettingReader read, bool development)
{
    private static readonly string[] Names = ["meta", "gupshup", "interakt", "shauryapay", "sms", "basic"];
    private const string ShauryapayAddress = "https://shauryapay.com";
    private readonly List<string> _notes = [];
    private readonly IReadOnlyList<string> _off = read.Parts("PARTNERS_OFF");

    /// <summary>Lines for the start: who is sandboxed and why.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public MetaSettings Meta()
    {
        var mode = Mode("meta", "Meta Cloud", ["WHATSAPP_ACCESS_TOKEN", "WHATSAPP_PHONE_NUMBER_ID"]);
        NeedLive(mode, "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN");
        return new(mode, read.Link("WHATSAPP_API_URL", "https://graph.facebook.com/v25.0"), read.Secret("WHATSAPP_ACCESS_TOKEN"),
            read.Text("WHATSAPP_PHONE_NUMBER_ID"), read.Secret("WHATSAPP_APP_SECRET"), read.Secret("WHATSAPP_VERIFY_TOKEN"));
    }

    public GupshupSettings Gupshup()
    {
        var mode = Mode("gupshup", "Gupshup", ["GUPSHUP_API_KEY", "GUPSHUP_SOURCE"]);
        NeedLive(mode, "GUPSHUP_APP_NAME", "GUPSHUP_WEBHOOK_TOKEN", "GUPSHUP_WHATSAPP_OTP_TEMPLATE_ID");
        if (!_off.Contains("basic"))
            NeedLive(mode, "GUPSHUP_LEAD_CREATION_TEMPLATE_ID", "GUPSHUP_LEAD_STATUS_TEMPLATE_ID");
        var app = read.Text("GUPSHUP_APP_NAME");
        return new(mode, read.Secret("GUPSHUP_API_KEY"), read.Text("GUPSHUP_SOURCE"),
            read.Link("GUPSHUP_API_URL", "https://api.gupshup.io/wa/api/v1/template/msg"),
            read.Link("GUPSHUP_SESSION_URL", "https://api.gupshup.io/wa/api/v1/msg"), app, read.Secret("GUPSHUP_WEBHOOK_TOKEN"),
            new(read.Text("GUPSHUP_WHATSAPP_OTP_TEMPLATE_ID"), read.Text("GUPSHUP_WHATSAPP_OTP_SRC_NAME", "HomiAi")),
            new(read.Text("GUPSHUP_LEAD_CREATION_TEMPLATE_ID"), read.Text("GUPSHUP_LEAD_CREATION_SRC_NAME", app)),
            new(read.Text("GUPSHUP_LEAD_STATUS_TEMPLATE_ID"), read.Text("GUPSHUP_LEAD_STATUS_SRC_NAME", app)));
    }

    public InteraktSettings Interakt()
    {
        var mode = Mode("interakt", "Interakt", ["INTERAKT_API_KEY"]);
        NeedLive(mode, "INTERAKT_WEBHOOK_SECRET");
        return new(mode, read.Link("INTERAKT_API_URL", "https://api.interakt.ai/v1/public/message/"),
            read.Secret("INTERAKT_API_KEY"), read.Secret("INTERAKT_WEBHOOK_SECRET"));
    }

    /// <summary>The partner takes calls without any key, so an address of its own makes it live too.</summary>
    public ShauryapaySettings Shauryapay()
    {
        var key = read.Secret("SHAURYAPAY_API_KEY");
        var subscription = read.Secret("OCP_APIM_SUBSCRIPTION_KEY");
        var address = read.Link("SHAURYAPAY_BASE_URL", ShauryapayAddress);
        var addressed = development && (subscription.Length > 0 || address != ShauryapayAddress);
        var mode = Mode("shauryapay", "Shauryapay", addressed ? [] : ["SHAURYAPAY_API_KEY"]);
        if (mode == PartnerMode.Live && subscription.Length == 0)
            _notes.Add("Shauryapay is called without a subscription key: OCP_APIM_SUBSCRIPTION_KEY is not set.");
        return new(mode, address, key, read.Text("AGGR_CHANNEL", "SHSK"), subscription);
    }

    public SmsSettings Sms() => new(
        Mode("sms", "SMS (BhashSMS)", ["SMS_USER", "SMS_PASS"]), read.Link("SMS_URL", "http://bhashsms.com/api/sendmsg.php"),
        read.Text("SMS_USER"), read.Secret("SMS_PASS"), read.Text("SMS_SENDER", "SHYPAY"));

    public BasicApplicationSettings BasicApplication() => new(
        Mode("basic", "Basic Application", ["BASIC_APPLICATION_API_URL", "BASIC_APPLICATION_USER_ID", "BASIC_APPLICATION_API_KEY"]),
        read.Link("BASIC_APPLICATION_API_URL", ""), read.Text("BASIC_APPLICATION_USER_ID"), read.Secret("BASIC_APPLICATION_API_KEY"),
        read.Flag("BASIC_APPLICATION_SAME_ID", false));

    /// <summary>A name in PARTNERS_OFF that nobody bears would leave a partner on that somebody meant to leave out.</summary>
    public void CheckNames()
    {
        foreach (var name in _off.Where(name => !Names.Contains(name)))
            read.Fault($"PARTNERS_OFF: \"{name}\" is no partner; write names of {string.Join(", ", Names)}, e.g. PARTNERS_OFF=interakt,sms");
    }

    private PartnerMode Mode(string name, string title, string[] credentials)
    {
        if (_off.Contains(name))
        {
            _notes.Add($"{title} is left out (PARTNERS_OFF).");
            return PartnerMode.Off;
        }

        var absent = Array.FindAll(credentials, setting => !read.IsGiven(setting));
        if (development && absent.Length > 0 && absent.Length == credentials.Length)
        {
            _notes.Add($"{title} is sandboxed: {string.Join(", ", absent)} {(absent.Length == 1 ? "is" : "are")} not set.");
            return PartnerMode.Sandbox;
        }

        Array.ForEach(absent, read.Need);
        return PartnerMode.Live;
    }

    /// <summary>What a live partner needs in Production; in Development its absence only narrows who may call.</summary>
    private void NeedLive(PartnerMode mode, params string[] settings)
    {
        if (mode == PartnerMode.Live && !development)
            Array.ForEach(settings, read.Need);
    }
}
