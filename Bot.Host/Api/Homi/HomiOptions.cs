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
