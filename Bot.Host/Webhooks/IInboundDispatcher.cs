using Bot.Engine.Abstractions;

namespace Bot.Host.Webhooks;

/// <summary>Takes what a webhook brought.</summary>
/// <remarks>
/// An implementer owes: on return everything is committed, or was handled before; a person's message whose handling fails by our own fault is put aside and
/// counts as taken.
/// It throws only when nothing durable could be written (then the provider is asked to deliver again), and stops waiting when cancelled.
/// </remarks>
internal interface IInboundDispatcher
{
    /// <param name="events">What one webhook call brought, in the provider's order; never empty, never an <see cref="EventIgnored"/>.</param>
    Task DispatchAsync(IReadOnlyList<ChannelEvent> events, CancellationToken cancel);
}
