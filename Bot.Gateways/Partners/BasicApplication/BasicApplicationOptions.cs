namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>How to reach the Basic Application API. Credentials come from settings only.</summary>
/// <param name="BaseUrl">May have a trailing path; it is part of what is signed.</param>
/// <param name="UserId">Header <c>UserId</c>, and part of what is signed.</param>
/// <param name="ApiKey">Key of the signature; never sent.</param>
public sealed record BasicApplicationOptions(string BaseUrl, string UserId, string ApiKey)
{
    /// <summary>The partner's id of the customer on whose behalf leads come; left out when null.</summary>
    public string? CustomerId { get; init; }

    /// <summary>A remark on every lead; left out when null.</summary>
    public string? Remarks { get; init; }

    /// <summary>The partner takes the same <c>id</c> twice as one application; no page of the partner says so, hence a setting. Default: no.</summary>
    public bool SameIdIsSameLead { get; init; }

    /// <summary>For one call, from connecting to the last byte. 8 s: a little under what an API client waits.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(8);
}
