using Bot.Engine.Abstractions;
using Bot.Gateways.Http;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>Reads Meta's answer to a send: <c>messages[0].id</c>, or <c>error</c> with its code.</summary>
internal static class MetaAnswers
{
    public static SendResult Judge(PeerAnswer.Answered answer)
    {
        var body = JsonLeaves.Embedded(AnswerJson.In(answer.Body));
        var id = body.Items("messages").FirstOrDefault().Text("id");
        if (answer.IsSuccess && id.Length > 0)
            return new SendAccepted(id);

        var error = body.At("error");
        if (MetaErrors.Find(error.Text("code"), answer.RetryAfter) is { } failure)
            return new SendRefused(failure);
        if (error.Text("code") is { Length: > 0 } code && error.At("is_transient").ValueKind == System.Text.Json.JsonValueKind.True)
            return new SendRefused(new SendFailure(WebhookBody.Kind(code, ""), "Meta says that this passes.", FailureAction.Retry, answer.RetryAfter));
        if (error.ValueKind == System.Text.Json.JsonValueKind.Object && answer.IsSuccess)
            return new SendRefused(new SendFailure(WebhookBody.Kind(error.Text("code"), "no code"), "Meta refuses the message.", FailureAction.GiveUp));
        return answer.IsSuccess ? new SendUnknown("Meta took the request, but its answer names no message.") : HttpFallback.Judge(answer);
    }
}
