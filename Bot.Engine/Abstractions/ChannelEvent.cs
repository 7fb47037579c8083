using System.Collections.Immutable;
using Bot.Engine.Sessions;

namespace Bot.Engine.Abstractions;

/// <summary>What a provider told us, in one vocabulary for all channels.</summary>
/// <param name="Channel">Name of the channel: <c>meta</c>, <c>gupshup</c>, <c>interakt</c>.</param>
/// <param name="At">When it happened, by the provider's clock, UTC.</param>
public abstract record ChannelEvent(string Channel, DateTimeOffset At);

/// <summary>A person wrote.</summary>
/// <param name="Id">The provider's message id; a redelivery carries the same.</param>
/// <param name="From">The person's address on the channel: digits with country code (<c>919812345678</c>), or a business-scoped user id (<c>IN.AbC123</c>) when
/// the provider hides the number.</param>
/// <param name="Name">Profile name, or empty.</param>
public sealed record MessageReceived(string Channel, DateTimeOffset At, string Id, string From, string Name,
    MessageContent Content) : ChannelEvent(Channel, At)
{
    /// <summary>Further addresses of the same person that came with the message, such as the user id beside a number. Default: none.</summary>
    public ImmutableArray<string> Others { get; init; } = [];
}

/// <summary>The provider says that a person has another number or user id than before. It is no message of theirs.</summary>
/// <param name="Id">The provider's id; a redelivery carries the same.</param>
/// <param name="Address">Where the person is reached now; see <see cref="MessageReceived.From"/>.</param>
/// <param name="Others">Their other addresses: the earlier ones first, then further new ones.</param>
public sealed record IdentityChanged(string Channel, DateTimeOffset At, string Id, string Address, ImmutableArray<string> Others) : ChannelEvent(Channel, At);

/// <summary>A message of ours moved on.</summary>
/// <param name="ProviderId">The id the provider gave at sending.</param>
/// <param name="OtherId">A second id it is known by (Gupshup's WhatsApp id), or empty.</param>
/// <param name="Reference">Our own outbox id if the provider echoes it, or empty.</param>
/// <param name="Failure">Set when <paramref name="Status"/> is <see cref="DeliveryStatus.Failed"/>.</param>
public sealed record StatusChanged(string Channel, DateTimeOffset At, string ProviderId, string OtherId, string Reference, DeliveryStatus Status,
    SendFailure? Failure) : ChannelEvent(Channel, At)
{
    /// <summary>What the message costs; null where this event does not tell it, or another one of the same message does.</summary>
    public MessagePrice? Price { get; init; }
}

/// <summary>A person wrote and no answer can reach them, by the provider's doing: an operator must look.</summary>
/// <param name="Why">A sentence for an operator, with nothing personal in it.</param>
public sealed record SenderUnreachable(string Channel, DateTimeOffset At, string Why) : ChannelEvent(Channel, At);

/// <summary>Something we acknowledge and log but do not act on. <paramref name="Kind"/> is its name on the wire.</summary>
public sealed record EventIgnored(string Channel, DateTimeOffset At, string Kind) : ChannelEvent(Channel, At);

/// <summary>How far a message got. Only ever moves up; a failure ends it unless it was delivered before.</summary>
public enum DeliveryStatus
{
    /// <summary>The provider has it.</summary>
    Queued = 0,

    /// <summary>It left the provider.</summary>
    Sent = 1,

    /// <summary>It is on the person's phone.</summary>
    Delivered = 2,

    /// <summary>The person has opened it.</summary>
    Read = 3,

    /// <summary>It will not arrive.</summary>
    Failed = 4,
}

/// <summary>What a person sent.</summary>
public abstract record MessageContent;

/// <summary>Text as typed.</summary>
/// <param name="Text">Any Unicode; at most 4096 characters on WhatsApp.</param>
public sealed record TextReceived(string Text) : MessageContent;

/// <summary>A tap on a button, a list row or a template's quick reply. <paramref name="Payload"/> may be empty, then only the title is known.</summary>
public sealed record TapReceived(string Payload, string Title) : MessageContent;

/// <summary>Media. <paramref name="Kind"/>: image, video, audio, document, sticker.</summary>
public sealed record MediaReceived(string Kind, MediaReference Media, string Caption) : MessageContent;

/// <summary>A place on the map.</summary>
/// <param name="Latitude">Degrees, north positive.</param>
/// <param name="Longitude">Degrees, east positive.</param>
/// <param name="Name">As the person or the map calls it, or empty.</param>
public sealed record LocationReceived(double Latitude, double Longitude, string Name) : MessageContent;

/// <summary>A reaction to one of our messages; an empty emoji takes it back.</summary>
public sealed record ReactionReceived(string MessageId, string Emoji) : MessageContent;

/// <summary>A contact card with one number on it.</summary>
/// <param name="Phone">As it stands on the card.</param>
/// <param name="IsOwn">The provider vouches that it is the sender's own number: the card answers a request for it. A card that was passed on proves
/// nothing.</param>
public sealed record ContactReceived(string Phone, bool IsOwn) : MessageContent;

/// <summary>The person changed an earlier message.</summary>
/// <param name="MessageId">Of that message; empty where the provider does not tell.</param>
/// <param name="Content">What it says now; null where the provider does not show it.</param>
public sealed record EditReceived(string MessageId, MessageContent? Content) : MessageContent;

/// <summary>The person took an earlier message back.</summary>
public sealed record DeletionReceived(string MessageId) : MessageContent;

/// <summary>The person says that they asked for no one-time code (a button of authentication templates).</summary>
public sealed record CodeDisowned : MessageContent;

/// <summary>
/// Orders, flow answers, system notes and what the provider itself does not support. <paramref name="Kind"/> is its name on the wire.
/// </summary>
/// <param name="Detail">Which of the kinds that are not supported; empty where the provider does not tell.</param>
public sealed record OtherReceived(string Kind, string Detail = "") : MessageContent;
