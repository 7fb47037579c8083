namespace Bot.Gateways.Partners.Shauryapay;

/// <summary>How to reach Shauryapay. Keys come from settings only; none is built in.</summary>
/// <param name="BaseUrl"><c>https://shauryapay.com</c>; a trailing path (<c>https://shauryapay.com/testing/</c>) is kept.</param>
/// <param name="ApiKey">Sent as <c>Authorization: Bearer</c> when not empty. The first implementation documents it and never sends it, so it may be empty.</param>
/// <param name="AggrChannel">Header <c>aggr_channel</c>; the partner's default for agents is <c>SHSK</c>.</param>
/// <param name="SubscriptionKey">Header <c>ocp-apim-subscription-key</c>; left out when empty.</param>
public sealed record ShauryapayOptions(string BaseUrl, string ApiKey, string AggrChannel, string SubscriptionKey)
{
    /// <summary>For one call, from connecting to the last byte. 8 s: a little under the 10 s that Interakt grants a step.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How an ID's expiry date is written, as a .NET date format. Agent apps were seen with <c>d/M/yyyy</c>, the issuer behind with the default.</summary>
    public string ExpiryDateFormat { get; init; } = "dd-MM-yyyy";
}
