using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Gateways.Http;
using Microsoft.Bot.Schema;
using Microsoft.Identity.Client;
using Newtonsoft.Json;

namespace Bot.Gateways.Channels.BotFramework;

/// <summary>What a failed send of the SDK means: the service refused it, it never left, or nothing is known.</summary>
internal static class ConnectorAnswers
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public static SendResult Judge(Exception failure) => failure switch
    {
        ErrorResponseException { Response: { } response } refused => Judge((int)response.StatusCode, CodeOf(refused), RetryAfter(response.Headers)),
        UnansweredException { Left: false } => new SendRefused(new SendFailure("unreachable", "The service could not be reached; nothing was sent.", FailureAction.Retry)),
        UnansweredException => new SendUnknown("The request left, and no whole answer came in time."),

        // The answer was a yes and is no JSON, so that it names no message.
        JsonException or Microsoft.Rest.SerializationException => new SendUnknown("The service took the request, but its answer cannot be read."),
        _ when Chain(failure).OfType<MsalServiceException>().FirstOrDefault() is { StatusCode: >= 400 and < 500 } denied =>
            new SendRefused(new SendFailure(WebhookBody.Kind(denied.ErrorCode, "token"), "Microsoft refuses the bot's id or password.", FailureAction.FixSettings)),
        _ => new SendRefused(new SendFailure("token", "No token for the service could be had; nothing was sent.", FailureAction.Retry)),
    };

    private static SendResult Judge(int status, string code, TimeSpan? wait) => (status, code) switch
    {
        (403, "BotNotInConversationRoster" or "ConversationBlockedByUser" or "BotDisabledByAdmin") => Refused(code, "The person or an administrator has removed the bot."),
        (404, "ConversationNotFound" or "ActivityNotFoundInConversation") => Refused(code, "The conversation is no longer there."),
        (413, _) => Refused(code.Length > 0 ? code : "http 413", "The message is too large for the service."),
        _ => HttpFallback.Judge(new PeerAnswer.Answered(status, "", wait)),
    };

    private static SendRefused Refused(string code, string reason) => new(new SendFailure(WebhookBody.Kind(code, ""), reason, FailureAction.GiveUp));

    private static string CodeOf(ErrorResponseException refused) => refused.Body?.Error?.Code ?? "";

    private static TimeSpan? RetryAfter(IDictionary<string, IEnumerable<string>> headers) =>
        headers.TryGetValue("Retry-After", out var given)
        && double.TryParse(given.FirstOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? seconds < LongestWait.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestWait
            : null;

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException) yield return cause;
    }
}
