namespace Bot.Engine.Ports;

/// <summary>Sends messages outside of any turn.</summary>
public interface IPostbox
{
    /// <summary>Leaves messages to be sent, and tried again, like any other.</summary>
    Task PostAsync(Posting posting, CancellationToken cancel);

    /// <summary>Sends one message and waits for the provider's answer; a refusal is final.</summary>
    Task<SendResult> SendNowAsync(Posting posting, CancellationToken cancel);
}
