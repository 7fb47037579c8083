using Bot.Engine.Abstractions;
using Bot.Host.Api;

namespace Bot.Host.Webhooks;

/// <summary>A channel that may speak to us.</summary>
internal sealed record WebhookDoor(IChannel Channel, WebhookTraits Traits)
{
    public bool Guarded => Traits.Guarded;

    public bool Authorise(HttpContext context, WebhookRequest request) => Guarded ? Channel.IsAuthentic(request) : LocalCaller.Is(context);
}

/// <summary>The channels of this host, in the order in which <c>/webhook</c> asks them whether a request is theirs.</summary>
internal sealed record WebhookDoors(IReadOnlyList<WebhookDoor> All)
{
    public static WebhookDoors Of(IEnumerable<IChannel> channels) =>
        new([.. channels.SelectMany<IChannel, WebhookDoor>(channel => channel.Webhook is { } traits ? [new(channel, traits)] : [])]);

    /// <summary>Their names as a sentence has them: <c>Meta, Gupshup or Interakt</c>.</summary>
    public string Names
    {
        get
        {
            string[] names = [.. All.Select(door => $"{char.ToUpperInvariant(door.Channel.Name[0])}{door.Channel.Name[1..]}")];
            return names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} or {names[^1]}";
        }
    }
}
