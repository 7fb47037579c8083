using Bot.Products.Leads;
using Bot.Products.Notices;

namespace Bot.Host.Api.Homi;

/// <summary>What the HOM-i area is told at the start.</summary>
internal sealed record HomiOptions
{
    /// <summary><c>OTP_EXPIRY_MINUTES</c>.</summary>
    public TimeSpan CodeExpiry { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary><c>OTP_RESEND_SECONDS</c>.</summary>
    public TimeSpan ResendAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>OTP_CLIENT_LIMIT</c>: sends per minute and API key; 0 for no limit.</summary>
    public int ClientLimit { get; init; } = 60;

    /// <summary><c>OTP_CLIENT_DAY_LIMIT</c>: sends per day (UTC) and API key; 0 for no limit.</summary>
    public int ClientDayLimit { get; init; } = 5_000;

    /// <summary>The code stands in the answer: in the sandbox, or with <c>OTP_EXPOSE=true</c>; never in Production.</summary>
    public bool ExposeCode { get; init; }

    /// <summary>Parameter: the code.</summary>
    public required NoticeTemplate Code { get; init; }

    /// <summary>Parameters: name, application id.</summary>
    public required NoticeTemplate Created { get; init; }

    /// <summary>Parameters: name, status.</summary>
    public required NoticeTemplate Status { get; init; }

    public required LeadOptions Leads { get; init; }

    /// <summary><c>LEAD_CONSENT_REQUIRED</c>: no lead without a consent.</summary>
    public bool ConsentRequired { get; init; }

    /// <summary>How long a verified code entitles to a lead's status message.</summary>
    public TimeSpan VerifiedFor { get; init; } = TimeSpan.FromMinutes(15);
}
