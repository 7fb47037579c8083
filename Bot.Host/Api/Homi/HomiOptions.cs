using Bot.Host.Api.Docs;
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

/// <summary>Whoever calls.</summary>
/// <param name="Name">Name of the key; for a caller without one something stable, such as its address.</param>
/// <param name="HasKey">It showed an API key, and so may make the bot write to applicants.</param>
internal sealed record HomiCaller(string Name, bool HasKey);

/// <summary>How the area is guarded; the host says so.</summary>
/// <param name="Guard">Lets only callers with a key of this scope (<c>otp</c>, <c>leads</c>) through to an endpoint; refuses with <see cref="HomiAnswer.RefuseAsync"/>.</param>
/// <param name="CallerOf">The caller of a request that passed the guard.</param>
internal sealed record HomiDoor(Action<IEndpointConventionBuilder, string> Guard, Func<HttpContext, HomiCaller> CallerOf)
{
    /// <summary>Guarded by the host's API keys. In Development without any, a caller on this machine counts as one with a key.</summary>
    public static HomiDoor Of() => new(
        (route, scope) => route.WithMetadata(new NeedsKey()).RequireKey(scope, HomiAnswer.RefuseAsync),
        context => new(ApiCaller.Of(context).Name, HasKey: true));
}
