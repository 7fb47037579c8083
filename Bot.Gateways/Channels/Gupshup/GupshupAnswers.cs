using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Gateways.Http;

namespace Bot.Gateways.Channels.Gupshup;

/// <summary>
/// Reads Gupshup's answer to a send: any 2xx with a <c>messageId</c> whose status is no error. The content type is often wrong, so the body is read as JSON in
/// any case.
/// </summary>
internal static class GupshupAnswers
{
    public static SendResult Judge(PeerAnswer.Answered answer)
    {
        var body = JsonLeaves.Embedded(AnswerJson.In(answer.Body));
        var failed = string.Equals(body.Text("status"), "error", StringComparison.OrdinalIgnoreCase);
        if (answer.IsSuccess && !failed)
            return body.Text("messageId") is { Length: > 0 } id ? new SendAccepted(id) : new SendUnknown("Gupshup took the request, but its answer names no message.");

        var message = body.At("message");
        var code = message.Text("code") is { Length: > 0 } inner ? inner : body.Text("code");
        var text = body.ValueKind == JsonValueKind.Undefined ? answer.Body : message.ValueKind == JsonValueKind.Object ? message.Text("message", "error") : message.AsText();
        if ((GupshupErrors.Find(code, answer.RetryAfter) ?? GupshupErrors.FindText(text, answer.Status, answer.RetryAfter)) is { } failure)
            return new SendRefused(failure);
        return answer.IsSuccess
            ? new SendRefused(new SendFailure(WebhookBody.Kind(code, "status error"), "Gupshup refuses the message.", FailureAction.GiveUp))
            : HttpFallback.Judge(answer);
    }
}
