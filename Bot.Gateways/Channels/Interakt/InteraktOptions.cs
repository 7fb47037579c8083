namespace Bot.Gateways.Channels.Interakt;

/// <summary>Settings of Interakt's public API.</summary>
public sealed class InteraktOptions
{
    /// <summary>Secret: the key exactly as the dashboard shows it, which already is base64; sent as <c>Authorization: Basic</c>.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Where messages go. Default: Interakt's documented URL; its trailing slash matters.</summary>
    public string ApiUrl { get; set; } = "https://api.interakt.ai/v1/public/message/";

    /// <summary>Secret: key of the webhook signature. Empty: no webhook is accepted, unless <see cref="AllowUnsigned"/>.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>Accept unsigned webhooks while <see cref="WebhookSecret"/> is empty. Default: no; for the sandbox in Development only.</summary>
    public bool AllowUnsigned { get; set; }

    /// <summary>For one send, answer included. Default: 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Without the secrets, so that a log line may show it.</summary>
    public override string ToString() => $"Interakt {ApiUrl}";
}
