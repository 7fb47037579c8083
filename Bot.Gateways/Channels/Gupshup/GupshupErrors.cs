using System.Collections.Frozen;
using Bot.Engine.Abstractions;
using Bot.Gateways.Channels.MetaCloud;
using static Bot.Engine.Abstractions.FailureAction;

namespace Bot.Gateways.Channels.Gupshup;

/// <summary>
/// Gupshup's error codes (partner-docs.gupshup.io, "Error Codes") and the few texts it sends instead of one, in our words and with what is done about them.
/// Meta's codes are passed through and read by <see cref="MetaErrors"/>.
/// </summary>
internal static class GupshupErrors
{
    private const string OptedOut = "1012";
    private const string PausedTemplate = "4005";
    private const string Closed = "The person last wrote more than 24 hours ago; only a template may be sent.";

    private static readonly FrozenDictionary<string, (FailureAction Action, string Reason)> Codes = new Dictionary<string, (FailureAction, string)>
    {
        ["470"] = (WindowClosed, Closed),
        ["500"] = (Retry, "Something went wrong at Gupshup."),
        ["1001"] = (FixSettings, "The app and the sending number do not belong together."),
        ["1002"] = (GiveUp, "The number is not on WhatsApp."),
        ["1003"] = (FixSettings, "The Gupshup wallet is low."),
        ["1004"] = (WindowClosed, Closed),
        ["1005"] = (WindowClosed, Closed),
        ["1006"] = (WindowClosed, "The 24-hour window is closed, and the person has not opted in to templates."),
        ["1007"] = (WindowClosed, "The 24-hour window is closed, and the person has not opted in to templates."),
        ["1008"] = (WindowClosed, "The person is inactive and has not opted in."),
        ["1009"] = (GiveUp, "Gupshup misses a parameter."),
        ["1010"] = (GiveUp, "Gupshup cannot read the media at its link."),
        ["1011"] = (GiveUp, "The media is too large."),
        ["1012"] = (GiveUp, "The person has opted out."),
        ["4001"] = (SlowChannel, "The app is over its rate; Gupshup asks to stop and get in touch."),
        ["4002"] = (Retry, "Gupshup got no valid answer from WhatsApp."),
        ["4003"] = (GiveUp, "The text fits no approved template."),
        ["4004"] = (GiveUp, "This kind of message needs a number hosted by Meta."),
        ["4005"] = (FixSettings, "The template is paused because of its low quality."),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, (FailureAction Action, string Reason)> Texts =
        new Dictionary<string, (FailureAction, string)>(StringComparer.OrdinalIgnoreCase)
        {
            ["Invalid Destination"] = (GiveUp, "Gupshup finds the recipient's number not valid."),
            ["Invalid App Details"] = (FixSettings, "The app's name and the sending number do not belong together."),
            ["Authentication Failed"] = (FixSettings, "Gupshup does not accept the key."),
            ["Too Many Requests"] = (SlowChannel, "The app sends too fast."),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a code means; null when it is not known here.</summary>
    public static SendFailure? Find(string code, TimeSpan? retryAfter = null) =>
        Codes.TryGetValue(code, out var known)
            ? new SendFailure(code, known.Reason, known.Action, retryAfter)
            {
                Scope = code == PausedTemplate ? SendingScope.Template : SendingScope.Number,
                IsOptOut = code == OptedOut,
            }
            : MetaErrors.Find(code, retryAfter);

    /// <summary>What an answer's text means; null when it is not known here. Its code is the HTTP status, for there is no other.</summary>
    public static SendFailure? FindText(string text, int status, TimeSpan? retryAfter) =>
        Texts.TryGetValue(text.Trim(), out var known) ? new SendFailure($"http {status}", known.Reason, known.Action, retryAfter) : null;

    /// <summary>Why a message was not delivered, by the code in its status event.</summary>
    public static SendFailure Delivery(string code) => Find(code) ?? MetaErrors.Delivery(code);
}
