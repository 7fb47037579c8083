namespace Bot.Gateways.Partners.Bajaj;

/// <summary>How to reach the issuer's own service for photos of tags. Keys come from settings only; none is built in.</summary>
public sealed class BajajOptions
{
    /// <summary>May have a trailing path, which is kept.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>Name of the aggregator at the issuer: header <c>aggr_channel</c>, and <c>channel</c> in every body.</summary>
    public string Channel { get; set; } = "";

    /// <summary>The aggregator's number at the issuer, <c>agentId</c> in every body; not the agent who talks to the bot.</summary>
    public string AgentId { get; set; } = "";

    /// <summary>Secret: 32 ASCII characters that bodies are encrypted with; see <see cref="BajajCipher"/>.</summary>
    public string EncryptionKey { get; set; } = "";

    /// <summary>
    /// How long a token is used before a new one is asked for. How long the issuer takes it is not known (the app asks for one before each call): one that is
    /// refused earlier is asked for anew. Default: 10 minutes.
    /// </summary>
    public TimeSpan TokenLife { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>For one call, from connecting to the last byte. Default: 15 s; an encrypted photo of 5 MB is 9 MB long.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Without the secret, so that a log line may show it.</summary>
    public override string ToString() => $"Bajaj {BaseUrl}";
}
