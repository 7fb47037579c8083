namespace Bot.Gateways.Partners.Shauryapay.Wire;

/// <summary>How to reach Shauryapay. Keys come from settings only; none is built in.</summary>
public sealed class ShauryapayOptions
{
    /// <summary>May have a trailing path (<c>https://shauryapay.com/testing/</c>), which is kept. Default: <c>https://shauryapay.com</c>.</summary>
    public string BaseUrl { get; set; } = "https://shauryapay.com";

    /// <summary>
    /// Secret: sent as <c>Authorization: Bearer</c> when not empty. The first implementation documents it and never sends it, so it may be empty.
    /// </summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Header <c>aggr_channel</c>. Default: <c>SHSK</c>, the partner's for agents.</summary>
    public string AggrChannel { get; set; } = "SHSK";

    /// <summary>Secret: header <c>ocp-apim-subscription-key</c>; left out when empty.</summary>
    public string SubscriptionKey { get; set; } = "";

    /// <summary>For one call, from connecting to the last byte. Default: 8 s, a little under the 10 s that Interakt grants a step.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// How an ID's expiry date is written, as a .NET date format. Default: <c>dd-MM-yyyy</c>, as the issuer behind writes it; agent apps were seen with
    /// <c>d/M/yyyy</c>.
    /// </summary>
    public string ExpiryDateFormat { get; set; } = "dd-MM-yyyy";

    /// <summary>Without the secrets, so that a log line may show it.</summary>
    public override string ToString() => $"Shauryapay {BaseUrl}";
}
