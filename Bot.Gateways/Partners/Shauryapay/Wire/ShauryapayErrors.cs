using Bot.Gateways.Http;

namespace Bot.Gateways.Partners.Shauryapay.Wire;

/// <summary>Shauryapay's failures: which are a refusal, which leave the outcome open, and what its messages mean.</summary>
internal static class ShauryapayErrors
{
    /// <summary>What an answer means. Business errors come with HTTP 200; some gateways in front of it use 4xx with the same envelope.</summary>
    public static ShauryapayAnswer Judge(PeerAnswer wire) => wire switch
    {
        PeerAnswer.NotSent notSent => new ShauryapayAnswer.Unavailable(notSent.Why, MayBeDone: false),
        PeerAnswer.Lost lost => new ShauryapayAnswer.Unavailable(lost.Why, MayBeDone: true),
        PeerAnswer.Answered answered => Judge(answered.Status, ShauryapayEnvelope.Read(answered.Body)),
        _ => throw new InvalidOperationException($"Unknown wire answer {wire.GetType().Name}."),
    };

    /// <summary>
    /// The agent's wallet cannot pay for a tag. Seen: "Insufficient wallet balance. Please recharge to continue." and "Low wallet amount, please recharge to
    /// proceed".
    /// </summary>
    public static bool IsLowWallet(string message) =>
        Says(message, "wallet") && (Says(message, "insufficient") || Says(message, "low ") || Says(message, "recharge"));

    /// <summary>The refusal of the document's inner answer (<c>data[0].response</c>), or null when it says success or is not there.</summary>
    /// <remarks>The outer status of an upload and of a replacement only says that the partner was asked.</remarks>
    public static string? InnerRefusal(ShauryapayAnswer.Ok ok)
    {
        var inner = ok.First?.Row("response");
        if (inner is null || inner.Text("status").Equals("success", StringComparison.OrdinalIgnoreCase)) return null;
        return FirstOf(inner.Text("errorDesc"), inner.Text("msg"), ok.Message);
    }

    private static ShauryapayAnswer Judge(int status, ShauryapayEnvelope? envelope) => status switch
    {
        200 or 201 or 202 when envelope is null => new ShauryapayAnswer.Unavailable("an answer that is not the partner's", MayBeDone: true),
        200 or 201 or 202 when envelope.Success => new ShauryapayAnswer.Ok(envelope.Message, envelope.Rows),
        200 or 201 or 202 => new ShauryapayAnswer.Declined(envelope!.Message),

        // Our key or address is at fault: refused before anything was done.
        401 or 403 => new ShauryapayAnswer.Unavailable($"http {status}", MayBeDone: false, Lasting: true),
        425 or 429 => new ShauryapayAnswer.Unavailable($"http {status}", MayBeDone: false),
        408 => new ShauryapayAnswer.Unavailable("http 408", MayBeDone: true),
        >= 400 and < 500 when envelope is { Success: false } => new ShauryapayAnswer.Declined(envelope.Message),
        >= 300 and < 500 => new ShauryapayAnswer.Unavailable($"http {status}", MayBeDone: false, Lasting: true),
        _ => new ShauryapayAnswer.Unavailable($"http {status}", MayBeDone: true),
    };

    private static bool Says(string message, string word) => message.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static string FirstOf(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > 0)
                return text;
        }

        return "";
    }
}
