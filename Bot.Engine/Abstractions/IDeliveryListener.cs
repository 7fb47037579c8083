namespace Bot.Engine.Abstractions;

/// <summary>Is told of messages that were taken by the provider and did not arrive.</summary>
/// <remarks>An implementer owes: the same report twice is the same as once; providers repeat their events, and a crash has them delivered again.</remarks>
public interface IDeliveryListener
{
    /// <summary>A message did not arrive.</summary>
    /// <returns>Whether it was this listener's message. One that belongs to none is put before an operator, as a dead letter of kind <c>delivery</c>.</returns>
    Task<bool> FailedAsync(FailedMessage message, CancellationToken cancel);
}

/// <summary>A message that did not arrive.</summary>
/// <param name="Id">Of its outbox row.</param>
/// <param name="Address">The person's address on the channel.</param>
/// <param name="Kind">In the outbox: <c>text</c>, <c>buttons</c>, <c>template</c>.</param>
/// <param name="Why">The provider's code and what it means.</param>
public sealed record FailedMessage(string Id, string Conversation, string Channel, string Address, string Kind, string Why);
