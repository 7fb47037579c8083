namespace Bot.Engine.Abstractions;

/// <summary>Sends messages outside of any turn.</summary>
public interface IOutboxWriter
{
    /// <summary>Leaves messages to be sent, and tried again, like any other.</summary>
    Task PostAsync(OutboxEntry entry, CancellationToken cancel);

    /// <summary>Sends one message and waits for the provider's answer; a refusal is final.</summary>
    Task<SendResult> SendNowAsync(OutboxEntry entry, CancellationToken cancel);
}
