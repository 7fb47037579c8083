using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Gateways.Channels;
using Bot.Gateways.Http;

namespace Bot.Gateways.Partners.Bajaj;

/// <summary>What the issuer's service made of a call.</summary>
internal abstract record BajajAnswer
{
    /// <summary>Done, as far as the answer says.</summary>
    public sealed record Ok : BajajAnswer;

    /// <summary>A business refusal in the partner's words.</summary>
    public sealed record Declined(string Reason) : BajajAnswer;

    /// <summary>No usable answer.</summary>
    /// <param name="Lasting">Our credentials, our address or the path is refused: asking again does not help.</param>
    public sealed record Unavailable(string Why, bool Lasting = false) : BajajAnswer;

    /// <summary>No usable answer as the outcome of a call; with a note for an operator where only they can mend it.</summary>
    public CallResult AsUnavailable() => this is Unavailable { Lasting: true } lasting ? CallResult.Lasting($"Bajaj: {lasting.Why}") : CallResult.Of("unavailable");
}

/// <summary>The failures of the issuer's service: which are a refusal, and which an operator alone can mend.</summary>
internal static class BajajErrors
{
    /// <summary>
    /// What an answer means. <c>response.status</c> is <c>success</c> where it was done; what other values there are is not known, so all of them are a
    /// refusal.
    /// </summary>
    public static BajajAnswer Judge(PeerAnswer wire, string key) => wire switch
    {
        PeerAnswer.NotSent notSent => new BajajAnswer.Unavailable(notSent.Why),
        PeerAnswer.Lost lost => new BajajAnswer.Unavailable(lost.Why),
        PeerAnswer.Answered answered => Judge(answered.Status, BajajPayloads.ReadAnswer(answered.Body, key)),
        _ => throw new InvalidOperationException($"Unknown wire answer {wire.GetType().Name}."),
    };

    private static BajajAnswer Judge(int status, JsonElement? body) => status switch
    {
        >= 200 and < 300 when body is { } said && StatusOf(said) is { Length: > 0 } word =>
            word.Equals("success", StringComparison.OrdinalIgnoreCase) ? new BajajAnswer.Ok() : new BajajAnswer.Declined(ReasonOf(said)),
        >= 200 and < 300 => new BajajAnswer.Unavailable("an answer that is not the partner's"),
        401 or 403 => new BajajAnswer.Unavailable($"http {status}", Lasting: true),
        408 or 425 or 429 => new BajajAnswer.Unavailable($"http {status}"),
        >= 400 and < 500 when body is { } said && ReasonOf(said).Length > 0 => new BajajAnswer.Declined(ReasonOf(said)),
        >= 300 and < 500 => new BajajAnswer.Unavailable($"http {status}", Lasting: true),
        _ => new BajajAnswer.Unavailable($"http {status}"),
    };

    private static string StatusOf(JsonElement body) => body.At("response").Text("status").Trim();

    private static string ReasonOf(JsonElement body)
    {
        var response = body.At("response");
        foreach (var text in (ReadOnlySpan<string>)[response.Text("errorDesc").Trim(), response.Text("msg").Trim(), body.Text("message").Trim()])
        {
            if (text.Length > 0)
                return text;
        }

        return "";
    }
}
