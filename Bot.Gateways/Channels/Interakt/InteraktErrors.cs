using System.Collections.Frozen;
using Bot.Engine.Abstractions;
using Bot.Gateways.Channels.MetaCloud;
using static Bot.Engine.Abstractions.FailureAction;

namespace Bot.Gateways.Channels.Interakt;

/// <summary>
/// The codes in Interakt's failure events: WhatsApp's older ones and, through <see cref="MetaErrors"/>, the present ones. Its answers to a send carry no code,
/// only a text.
/// </summary>
internal static class InteraktErrors
{
    private static readonly FrozenDictionary<string, (FailureAction Action, string Reason)> Codes = new Dictionary<string, (FailureAction, string)>
    {
        ["470"] = (WindowClosed, "The person last wrote more than 24 hours ago; only a template may be sent."),
        ["471"] = (SlowChannel, "The sending number is over its throughput."),
        ["1013"] = (GiveUp, "The number is not on WhatsApp."),
    }.ToFrozenDictionary();

    public static SendFailure? Find(string code, TimeSpan? retryAfter = null) =>
        Codes.TryGetValue(code, out var known) ? new SendFailure(code, known.Reason, known.Action, retryAfter) : MetaErrors.Find(code, retryAfter);

    /// <summary>Why a message was not delivered, by the code in its status event.</summary>
    public static SendFailure Delivery(string code) => Find(code) ?? MetaErrors.Delivery(code);

    /// <summary>A <c>result: false</c> under a 2xx, which only the text tells apart.</summary>
    public static SendFailure Declined(string text) =>
        text.Contains("rate limit", StringComparison.OrdinalIgnoreCase)
            ? new SendFailure("result false", "Interakt asks us to send more slowly.", SlowChannel)
            : new SendFailure("result false", "Interakt refuses the message.", GiveUp);
}
