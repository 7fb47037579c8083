using Bot.Engine.Abstractions;
using Bot.Host.Access;

namespace Bot.Host.Webhooks;

/// <summary>What the webhooks take.</summary>
internal sealed record WebhookOptions
{
    /// <summary>In the order in which <c>/webhook</c> asks them whether a request is theirs.</summary>
    public required IReadOnlyList<WebhookChannel> Channels { get; init; }

    /// <summary>Their names as a sentence has them: <c>Meta, Gupshup or Interakt</c>.</summary>
    public string Names
    {
        get
        {
            string[] names = [.. Channels.Select(source => source.Title)];
            return names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} or {names[^1]}";
        }
    }

    /// <summary>Those of all channels that have a webhook.</summary>
    public static WebhookOptions Of(IEnumerable<IChannel> channels) => new()
    {
        Channels = [.. channels.SelectMany<IChannel, WebhookChannel>(channel => channel.Webhook is { } traits ? [new(channel, traits)] : [])],
    };
}

/// <summary>A channel with a webhook.</summary>
/// <param name="Traits">What the channel says of its webhook.</param>
internal sealed record WebhookChannel(IChannel Channel, WebhookTraits Traits)
{
    /// <summary>Its name as a sentence has it: <c>Meta</c>.</summary>
    public string Title => $"{char.ToUpperInvariant(Channel.Name[0])}{Channel.Name[1..]}";

    /// <summary>Every call must prove itself by the channel's signature or secret. Without one (Development only) local callers alone are heard.</summary>
    public bool HasSecret => Traits.Guarded;

    /// <summary>The policy of the webhooks: it needs the raw body, so it is asked by the endpoint, docs/decisions/0011.</summary>
    public bool Authorises(HttpContext context, WebhookRequest request) => HasSecret ? Channel.IsAuthentic(request) : LocalCaller.Is(context);
}
