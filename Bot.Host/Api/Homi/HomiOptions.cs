using Bot.Host.Settings;
using Bot.Products.Leads;

namespace Bot.Host.Api.Homi;

/// <summary>What the HOM-i area is told at the start.</summary>
internal sealed record HomiOptions
{
    /// <summary><c>OTP_EXPIRY_MINUTES</c>.</summary>
    public TimeSpan CodeExpiry { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary><c>OTP_RESEND_SECONDS</c>.</summary>
    public TimeSpan ResendAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>OTP_CLIENT_LIMIT</c>: sends per minute and API key or address; 0 for no limit.</summary>
    public int ClientLimit { get; init; } = 600;

    /// <summary>The code stands in the answer: in the sandbox, or with <c>OTP_EXPOSE=true</c>; never in Production.</summary>
    public bool ExposeCode { get; init; }

    public required HomiTemplates Templates { get; init; }

    /// <param name="owner">Unique per process start.</param>
    public static HomiOptions Of(BotSettings settings, string owner) => new()
    {
        CodeExpiry = settings.Otp.Expiry,
        ResendAfter = settings.Otp.ResendAfter,
        ClientLimit = settings.Otp.ClientLimit,
        ExposeCode = settings.Otp.Expose || (settings.Development && settings.Gupshup.Mode == PartnerMode.Sandbox),
        Templates = new(
            OrSandboxed(settings.Gupshup.Otp.Id, "otp"), settings.Gupshup.Otp.SourceName,
            OrSandboxed(settings.Gupshup.LeadCreation.Id, "lead-created"), settings.Gupshup.LeadCreation.SourceName,
            OrSandboxed(settings.Gupshup.LeadStatus.Id, "lead-status"), settings.Gupshup.LeadStatus.SourceName),
        Desk = new() { Owner = owner },
    };

    /// <summary>The sandbox takes any template; a live channel has its own by now, or the start had failed.</summary>
    private static string OrSandboxed(string id, string name) => id.Length > 0 ? id : $"sandbox-{name}";

    public required LeadServiceSettings Desk { get; init; }

    /// <summary>How long a verified code entitles to a lead's status message.</summary>
    public TimeSpan VerifiedFor { get; init; } = TimeSpan.FromMinutes(15);
}

/// <summary>The approved Gupshup templates with their <c>src.name</c>.</summary>
/// <param name="OtpTemplateId">Parameter: the code.</param>
/// <param name="LeadCreationTemplateId">Parameters: name, application id.</param>
/// <param name="LeadStatusTemplateId">Parameters: name, status.</param>
internal sealed record HomiTemplates(
    string OtpTemplateId, string OtpSourceName,
    string LeadCreationTemplateId, string LeadCreationSourceName,
    string LeadStatusTemplateId, string LeadStatusSourceName);
