namespace Bot.Gateways.Channels.BotFramework;

/// <summary>Settings of the Bot Framework: the bot's registration at Microsoft.</summary>
public sealed class BotFrameworkOptions
{
    /// <summary>
    /// Id of the registration. Empty: activities of local callers alone are taken, without a token, as the Bot Framework Emulator sends them.
    /// </summary>
    public string AppId { get; set; } = "";

    /// <summary>Secret: the registration's client secret.</summary>
    public string AppPassword { get; set; } = "";

    /// <summary>The tenant of a single-tenant registration; empty for one of many tenants.</summary>
    public string AppTenantId { get; set; } = "";

    /// <summary>Take activities without a token, from services on this machine. Default: no; for Development only.</summary>
    public bool AllowUnauthenticated { get; set; }

    /// <summary>Where the sandbox plays the service; empty where it does not.</summary>
    public string SandboxUrl { get; set; } = "";

    /// <summary>For one send, answer included. Default: 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Where the service publishes its keys; tests put their own here. Empty: Microsoft's.</summary>
    internal string OpenIdMetadataUrl { get; set; } = "";

    /// <summary>Without the secret, so that a log line may show it.</summary>
    public override string ToString() => $"Bot Framework {AppId}";
}
