namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>How to reach the Basic Application API. Credentials come from settings only.</summary>
public sealed class BasicApplicationOptions
{
    /// <summary>May have a trailing path; it is part of what is signed.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>Header <c>UserId</c>, and part of what is signed.</summary>
    public string UserId { get; set; } = "";

    /// <summary>Secret: key of the signature; never sent.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The partner's id of the customer on whose behalf leads come. Default: null, which leaves it out.</summary>
    public string? CustomerId { get; set; }

    /// <summary>A remark on every lead. Default: null, which leaves it out.</summary>
    public string? Remarks { get; set; }

    /// <summary>
    /// The partner takes the same <c>id</c> twice as one application, so a lost answer may be found out by asking again; no page of the partner says so, hence
    /// a setting. Default: no, a person decides.
    /// </summary>
    public bool SameIdIsSameLead { get; set; }

    /// <summary>For one call, from connecting to the last byte. Default: 8 s, a little under what an API client waits.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Without the secrets, so that a log line may show it.</summary>
    public override string ToString() => $"Basic Application {BaseUrl}";
}
