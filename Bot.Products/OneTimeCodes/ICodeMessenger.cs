using Bot.Engine.Abstractions;

namespace Bot.Products.OneTimeCodes;

/// <summary>Takes a one-time code to a mobile number over a messaging channel.</summary>
/// <remarks>An implementer owes: one try, through the outbox, and an honest <see cref="SendResult"/>.</remarks>
public interface ICodeMessenger
{
    /// <param name="mobile">Canonical: <c>+91</c> and 10 digits.</param>
    /// <param name="reference">Unique per send; names the outbox row.</param>
    Task<SendResult> SendAsync(string mobile, string code, string reference, CancellationToken cancel);
}
