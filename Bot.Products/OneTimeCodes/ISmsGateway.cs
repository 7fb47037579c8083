namespace Bot.Products.OneTimeCodes;

/// <summary>Sends one text message to an Indian mobile.</summary>
public interface ISmsGateway
{
    /// <param name="mobile">Canonical: <c>+91</c> and 10 digits.</param>
    /// <returns>Honest about lost answers: <see cref="SmsResult.Unknown"/> is not a failure.</returns>
    Task<SmsResult> SendAsync(string mobile, string text, CancellationToken cancel);
}

public enum SmsResult
{
    Sent,

    /// <summary>The gateway said no.</summary>
    Refused,

    /// <summary>It could not be reached; nothing went out.</summary>
    Unavailable,

    /// <summary>The request left and no usable answer came.</summary>
    Unknown,
}
