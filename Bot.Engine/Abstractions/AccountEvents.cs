using System.Collections.Immutable;

namespace Bot.Engine.Abstractions;

/// <summary>The account, a number or a template may not send any more, or may again.</summary>
/// <param name="Template">Name of the template; empty unless <paramref name="Scope"/> is <see cref="SendingScope.Template"/>.</param>
/// <param name="Fault">Why nothing may be sent; null when it is mended.</param>
public sealed record AccountChanged(string Channel, DateTimeOffset At, SendingScope Scope, string Template, SendFailure? Fault) : ChannelEvent(Channel, At);

/// <summary>A person told the provider, rather than the bot, whether this business may write to them.</summary>
/// <param name="Address">See <see cref="MessageReceived.From"/>.</param>
/// <param name="Subscribed">False: they want no more messages.</param>
/// <param name="MarketingOnly">It is about marketing alone.</param>
public sealed record SubscriptionChanged(string Channel, DateTimeOffset At, string Address, bool Subscribed, bool MarketingOnly) : ChannelEvent(Channel, At);

/// <summary>The business wrote to a person by hand from the WhatsApp Business app: a human speaks.</summary>
/// <param name="Id">The provider's message id.</param>
/// <param name="To">The person's address on the channel.</param>
public sealed record OwnerWrote(string Channel, DateTimeOffset At, string Id, string To) : ChannelEvent(Channel, At)
{
    /// <summary>See <see cref="MessageReceived.Others"/>.</summary>
    public ImmutableArray<string> Others { get; init; } = [];
}

/// <summary>What a delivered message costs, as the provider tells it.</summary>
/// <param name="Billable">Whether it is charged.</param>
/// <param name="Category"><c>service</c>, <c>utility</c>, <c>authentication</c>, <c>marketing</c>, ...</param>
/// <param name="Type"><c>regular</c>, <c>free_customer_service</c>, <c>free_entry_point</c>; empty where the provider does not tell.</param>
public sealed record MessagePrice(bool Billable, string Category, string Type);

/// <summary>What a fault of our account keeps from being sent.</summary>
public enum SendingScope
{
    /// <summary>Everything from the number.</summary>
    Number = 0,

    /// <summary>All templates from the number; replies go on.</summary>
    Templates,

    /// <summary>One template.</summary>
    Template,

    /// <summary>All templates from the number, which we hold back ourselves while people report its messages; replies go on.</summary>
    Quality,
}
