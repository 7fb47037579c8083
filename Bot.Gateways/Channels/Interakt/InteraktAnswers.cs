using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Gateways.Http;

namespace Bot.Gateways.Channels.Interakt;

/// <summary>Reads Interakt's answer to a send: <c>result: true</c> with an <c>id</c>. A <c>result: false</c> is a refusal, also under a 2xx.</summary>
internal static class InteraktAnswers
{
    public static SendResult Judge(PeerAnswer.Answered answer)
    {
        var body = JsonLeaves.Embedded(AnswerJson.In(answer.Body));
        if (!answer.IsSuccess)
            return HttpFallback.Judge(answer);
        if (body.At("result").ValueKind == JsonValueKind.False)
            return new SendRefused(InteraktErrors.Declined(body.Text("message")));
        return body.At("result").ValueKind == JsonValueKind.True && body.Text("id") is { Length: > 0 } id
            ? new SendAccepted(id)
            : new SendUnknown("Interakt took the request, but its answer names no message.");
    }
}
