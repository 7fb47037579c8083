using Bot.Engine.Abstractions;
using Bot.Host.Access;

namespace Bot.Host.Webhooks;

/// <summary>What the webhooks take.</summary>
internal sealed record WebhookOptions
{
    /// <summary>In the order in which <c>/webhook</c> asks them whether a request is theirs.</summary>
    public required IReadOnlyList<WebhookChannel> Channels { get; init; }

    /// <summary><c>WHATSAPP_VERIFY_TOKEN</c>, Meta's; empty when it is not set.</summary>
    public string VerifyToken { get; init; } = "";
}

/// <summary>A channel with a webhook.</summary>
/// <param name="HasSecret">Every call must prove itself by the channel's signature or secret. Without one (Development only) local callers alone are heard.</param>
internal sealed record WebhookChannel(IChannel Channel, bool HasSecret)
{
    /// <summary>The policy of the webhooks: it needs the raw body, so it is asked by the endpoint, docs/decisions/0011.</summary>
    public bool Authorises(HttpContext context, WebhookRequest request) => HasSecret ? Channel.IsAuthentic(request) : LocalCaller.Is(context);
}
