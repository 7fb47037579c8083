using System.Net.Mail;
using Bot.Engine.Execution;
using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>The desk at <c>/desk</c>, for those who look after conversations.</summary>
internal sealed class DeskOptions
{
    public const string Section = "Desk";

    public static SettingTable Table { get; } = new(Section,
        Setting.Flag("DESK", nameof(Enabled)),
        Setting.Duration("DESK_SESSION_HOURS", nameof(SessionLife), TimeSpan.FromHours(1), 1, 24, 12),
        Setting.Text("DESK_REPLIES_FILE", nameof(RepliesFile)),
        Setting.Link("DESK_ALERT_URL", nameof(AlertUrl), "https://alerts.example.com/bot"),
        Setting.Secret("DESK_SMTP", nameof(Smtp)),
        Setting.Text("DESK_ALERT_TO", nameof(AlertTo)),
        Setting.Text("DESK_ALERT_FROM", nameof(AlertFrom)),
        Setting.Text("DESK_HOURS", nameof(Hours)),
        Setting.Link("DESK_PUBLIC_URL", nameof(PublicUrl), "https://bot.example.com"));

    /// <summary>Whether it is served. Default: true. No one gets in before an operator is added.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long a sign-in lasts. Set in hours, 1 to 24. Default: 12.</summary>
    public TimeSpan SessionLife { get; set; } = TimeSpan.FromHours(12);

    /// <summary>A file of quick replies: see docs/desk.md. Default: none.</summary>
    public string RepliesFile { get; set; } = "";

    /// <summary>Told by a POST when a person asks for a human. Default: none.</summary>
    public string AlertUrl { get; set; } = "";

    /// <summary>Secret: a mail server, <c>smtp://user:password@host:587</c>, which mails of it too. Default: none.</summary>
    public string Smtp { get; set; } = "";

    /// <summary>Who gets the mails, comma separated. Default: none; <see cref="Smtp"/> needs it.</summary>
    public string AlertTo { get; set; } = "";

    /// <summary>Who they come from. Default: none; <see cref="Smtp"/> needs it.</summary>
    public string AlertFrom { get; set; } = "";

    /// <summary>When humans answer, in Indian time: <c>mon-sat 09:00-18:00, sun 10:00-13:00</c>. Default: none, which tells no hours.</summary>
    public string Hours { get; set; } = "";

    /// <summary>Where providers reach this host, to fetch the files that operators send. Default: none, which sends none from their own machines.</summary>
    public string PublicUrl { get; set; } = "";

    public static IEnumerable<string> Faults(DeskOptions options)
    {
        foreach (var fault in MailFaults(options)) yield return fault;
        if (options.Hours.Length > 0 && OpeningHours.Read(options.Hours) is null)
            yield return $"DESK_HOURS: \"{options.Hours}\" is no hours; write e.g. DESK_HOURS=mon-sat 09:00-18:00, sun 10:00-13:00";
    }

    private static IEnumerable<string> MailFaults(DeskOptions options)
    {
        if (options.Smtp.Length == 0) yield break;
        if (!Uri.TryCreate(options.Smtp, UriKind.Absolute, out var server) || server.Scheme != "smtp" || server.Host.Length == 0)
            yield return "DESK_SMTP: this is no mail server; write e.g. DESK_SMTP=smtp://user:password@mail.example.com:587";
        foreach (var (name, value) in new[] { ("DESK_ALERT_TO", options.AlertTo), ("DESK_ALERT_FROM", options.AlertFrom) })
        {
            if (value.Length == 0 || !value.Split(',').All(address => MailAddress.TryCreate(address.Trim(), out _)))
                yield return $"{name}: DESK_SMTP needs an address here; write e.g. {name}=desk@example.com";
        }
    }

    public static DeskOptions Of(IConfiguration configuration) => configuration.GetSection(Section).Get<DeskOptions>() ?? new();
}
