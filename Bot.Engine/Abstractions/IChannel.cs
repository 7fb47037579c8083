using Bot.Engine.Sessions;

namespace Bot.Engine.Abstractions;

/// <summary>A messaging provider, both ways. One implementation per provider; all pass one compliance suite.</summary>
/// <remarks>
/// An implementer owes: authenticity checked on the raw bytes before parsing, every event of a batch, never an exception for what a stranger can send, and an
/// honest <see cref="SendResult"/>.
/// </remarks>
public interface IChannel
{
    /// <summary><c>meta</c>, <c>gupshup</c>, <c>interakt</c>, <c>botframework</c>.</summary>
    string Name { get; }

    /// <summary>The sending number as its provider names it; empty where the channel has none.</summary>
    string BusinessNumber => "";

    /// <summary>What the webhook needs besides its events; null where the channel has none. Default: <see cref="WebhookTraits.Usual"/>.</summary>
    WebhookTraits? Webhook => WebhookTraits.Usual;

    /// <summary>Whether the request carries the provider's signature or our shared secret.</summary>
    bool IsAuthentic(WebhookRequest request);

    /// <summary>Whether the body looks like this provider's at all; decides who reads a request on <c>/webhook</c>. Cheap, never throws.</summary>
    bool Recognises(WebhookRequest request);

    /// <summary>The events in a body, or <see cref="WebhookContent.Broken"/> when it is no JSON. Unknown kinds come as <see cref="EventIgnored"/>.</summary>
    WebhookContent Read(WebhookRequest request);

    /// <summary>Keeps what is needed to answer the people in an authentic request; returns before its events are handled. Default: nothing is needed.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept; the people that were heard before can be answered all the same.</exception>
    Task RememberAsync(WebhookRequest request, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Sends one message. Throws only when cancelled.</summary>
    /// <param name="to">The person's address on the channel, as <see cref="MessageReceived.From"/> gave it.</param>
    /// <param name="reference">Our outbox id; passed along where the provider echoes such a thing in its status events.</param>
    Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel);

    /// <summary>Fetches media that a person sent, at most <paramref name="limit"/> bytes, from the provider's own hosts only.</summary>
    Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel);
}

/// <summary>A webhook call as it came: raw bytes, and a way to look at its headers and query. Lookup is case-insensitive; empty when absent.</summary>
public sealed record WebhookRequest(ReadOnlyMemory<byte> Body, Func<string, string> Header, Func<string, string> Query);

/// <summary>What a webhook body says.</summary>
public sealed record WebhookContent(IReadOnlyList<ChannelEvent> Events, string? Broken = null);

/// <summary>What became of a send.</summary>
public abstract record SendResult;

/// <summary>The provider took it. Accepted, not delivered.</summary>
public sealed record SendAccepted(string ProviderId) : SendResult;

/// <summary>The provider refused it, or could not be reached before anything was written.</summary>
public sealed record SendRefused(SendFailure Failure) : SendResult;

/// <summary>It left, and no usable answer came: it may or may not arrive. Never sent again before its status was looked for.</summary>
public sealed record SendUnknown(string Why) : SendResult;

/// <summary>Why a message was not taken or not delivered.</summary>
/// <param name="Code">The provider's code as text: <c>131047</c>, <c>1002</c>, <c>http 503</c>.</param>
/// <param name="Reason">A sentence for an operator, in our words.</param>
/// <param name="Action">What the pump does about it.</param>
/// <param name="RetryAfter">How long the provider asked us to wait; null when it did not.</param>
public sealed record SendFailure(string Code, string Reason, FailureAction Action, TimeSpan? RetryAfter = null)
{
    /// <summary>What is stopped by <see cref="FailureAction.FixSettings"/>. Default: the number.</summary>
    public SendingScope Scope { get; init; }

    /// <summary>The person wants no such messages. Default: no.</summary>
    public bool IsOptOut { get; init; }

    /// <summary>An operator must see it at once, although it is about one message: settings can mend it for others. Default: no.</summary>
    public bool NeedsOperator { get; init; }
}

/// <summary>What the pump does about a failure.</summary>
public enum FailureAction
{
    /// <summary>Will never work: dead letter.</summary>
    GiveUp,

    /// <summary>Try again with back-off.</summary>
    Retry,

    /// <summary>Too fast for this recipient: wait, then try again.</summary>
    SlowRecipient,

    /// <summary>Too fast for the sending number or account: everyone waits.</summary>
    SlowChannel,

    /// <summary>Our settings or account are at fault: keep it, stop the scope, raise one alarm, try now and then.</summary>
    FixSettings,

    /// <summary>The 24-hour window is closed: only a template may go.</summary>
    WindowClosed,
}

/// <summary>Fetched media.</summary>
public abstract record MediaContent;

/// <summary>The whole of it.</summary>
/// <param name="Bytes">Not more than the limit that was asked with.</param>
/// <param name="MimeType">As the provider says it; not trusted.</param>
public sealed record MediaBytes(ReadOnlyMemory<byte> Bytes, string MimeType) : MediaContent;

/// <summary>Larger than the limit; the rest was not read.</summary>
public sealed record MediaTooLarge(long Limit) : MediaContent
{
    /// <summary>Its first bytes, which tell what kind of file it is; empty where none were read.</summary>
    public ReadOnlyMemory<byte> Head { get; init; }
}

/// <summary>It cannot be had. <paramref name="Retryable"/>: it may be had later.</summary>
public sealed record MediaUnavailable(string Why, bool Retryable) : MediaContent
{
    /// <summary>A setting of this host keeps it away (a host that is not allowed, a key that is refused): only an operator can mend that.</summary>
    public bool OursToMend { get; init; }
}
