using Bot.Engine.Abstractions;
using Bot.Gateways.Http;

namespace Bot.Gateways.Channels;

/// <summary>
/// What an HTTP status means where the provider gave no code of its own. Codes always win: providers send the same code under different statuses.
/// </summary>
internal static class HttpFallback
{
    public static SendResult Judge(PeerAnswer.Answered answer) => answer.Status switch
    {
        // A gateway in between waited in vain: what the provider behind it did is not known.
        504 => new SendUnknown("A gateway in front of the provider gave up waiting for it."),
        401 or 403 => Refused(answer, "The provider refuses our key or permission.", FailureAction.FixSettings),
        404 or 405 or (>= 300 and < 400) => Refused(answer, "The provider has nothing at this URL.", FailureAction.FixSettings),
        429 => Refused(answer, "The provider asks us to send more slowly.", FailureAction.SlowChannel),
        408 or 425 or >= 500 => Refused(answer, "The provider is in trouble.", FailureAction.Retry),
        _ => Refused(answer, "The provider refuses this message.", FailureAction.GiveUp),
    };

    private static SendRefused Refused(PeerAnswer.Answered answer, string reason, FailureAction action) =>
        new(new SendFailure($"http {answer.Status}", reason, action, answer.RetryAfter));
}
