using Bot.Engine.Abstractions;
using Bot.Host.Api;

namespace Bot.Host.Webhooks;

/// <summary>A channel that may speak to us.</summary>
/// <param name="Guarded">It has a secret, so every call must prove itself. Without one (Development only) local callers alone are heard.</param>
internal sealed record WebhookDoor(IChannel Channel, bool Guarded)
{
    public bool Authorise(HttpContext context, WebhookRequest request) => Guarded ? Channel.IsAuthentic(request) : LocalCaller.Is(context);
}

/// <summary>The channels of this host, in the order in which <c>/webhook</c> asks them whether a request is theirs.</summary>
internal sealed record WebhookDoors(IReadOnlyList<WebhookDoor> All);
