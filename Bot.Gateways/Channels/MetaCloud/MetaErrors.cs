using System.Collections.Frozen;
using System.Globalization;
using Bot.Engine.Abstractions;
using static Bot.Engine.Abstractions.FailureAction;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>
/// Meta's error codes (developers.facebook.com, "Cloud API error codes"), in our words and with what is done about them. The other providers pass the same
/// codes through.
/// </summary>
internal static class MetaErrors
{
    private static readonly FrozenDictionary<int, (FailureAction Action, string Reason)> Codes = new Dictionary<int, (FailureAction, string)>
    {
        [0] = (FixSettings, "Meta does not accept the access token."),
        [1] = (Retry, "Meta could not handle the request just now."),
        [2] = (Retry, "Meta's service is down for the moment."),
        [3] = (FixSettings, "The app lacks a capability that sending needs."),
        [4] = (SlowChannel, "The app made too many calls."),
        [10] = (FixSettings, "The app lacks a permission that sending needs."),
        [100] = (GiveUp, "Meta found a parameter that is not valid."),
        [190] = (FixSettings, "The access token has expired or was withdrawn."),
        [368] = (FixSettings, "The account is blocked for breaking a policy."),
        [80007] = (SlowChannel, "The business account made too many calls."),
        [130429] = (SlowChannel, "The sending number is over its throughput."),
        [130472] = (GiveUp, "Meta holds this message back because the person is part of an experiment."),
        [130497] = (GiveUp, "The account may not message people in this country."),
        [131000] = (Retry, "Something went wrong at Meta."),
        [131005] = (FixSettings, "The access token lacks a permission."),
        [131008] = (GiveUp, "Meta misses a parameter."),
        [131009] = (GiveUp, "Meta found a value that is not valid, such as a text that is too long."),
        [131016] = (Retry, "Meta's service is not available for the moment."),
        [131021] = (GiveUp, "Sender and recipient are the same number."),
        [131026] = (GiveUp, "The message cannot be delivered: the number is not on WhatsApp, runs an old version or has not accepted the terms."),
        [131030] = (GiveUp, "The recipient is not on the list of test numbers."),
        [131031] = (FixSettings, "The account is locked."),
        [131037] = (FixSettings, "The number's display name is not approved."),
        [131042] = (FixSettings, "There is a problem with the account's payment."),
        [131044] = (FixSettings, "There is a problem with the account's payment."),
        [131045] = (FixSettings, "The sending number is not registered properly."),
        [131047] = (WindowClosed, "The person last wrote more than 24 hours ago; only a template may be sent."),
        [131048] = (SlowChannel, "The sending number is held back because people reported its messages."),
        [131049] = (GiveUp, "Meta holds this marketing message back to keep people's inboxes healthy."),
        [131050] = (GiveUp, "The person has stopped marketing messages from this business."),
        [131051] = (GiveUp, "WhatsApp does not support this kind of message."),
        [131052] = (Retry, "WhatsApp could not download the media."),
        [131053] = (Retry, "WhatsApp could not take up the media."),
        [131055] = (GiveUp, "The number does not take this way of sending."),
        [131056] = (SlowRecipient, "Too many messages to this person in a short time."),
        [131057] = (Retry, "The account is under maintenance for some minutes."),
        [131060] = (GiveUp, "WhatsApp does not show this message."),
        [131062] = (GiveUp, "This kind of message goes to phone numbers only, and the person's is hidden."),
        [131063] = (FixSettings, "Marketing templates are switched off for this number."),
        [131064] = (FixSettings, "The business has reached its limit of people it may address in 24 hours."),
        [132000] = (GiveUp, "The template takes another number of parameters."),
        [132001] = (GiveUp, "The template does not exist in this language or is not approved."),
        [132005] = (GiveUp, "The template's text becomes too long with these parameters."),
        [132007] = (GiveUp, "The template breaks a policy."),
        [132008] = (GiveUp, "A parameter does not fit the template."),
        [132012] = (GiveUp, "A parameter does not fit the template."),
        [132015] = (FixSettings, "The template is paused because of its low quality."),
        [132016] = (FixSettings, "The template is disabled because of its low quality."),
        [132068] = (FixSettings, "The flow is blocked."),
        [132069] = (SlowChannel, "The flow is throttled."),
        [133010] = (FixSettings, "The sending number is not registered."),
        [133016] = (SlowChannel, "The sending number was registered too often."),
        [135000] = (GiveUp, "Meta refuses the message without saying why."),
        [137000] = (GiveUp, "The person's identity has changed since it was last acknowledged."),
    }.ToFrozenDictionary();

    private const int StoppedMarketing = 131050;

    /// <summary>What a code means; null when it is not known here.</summary>
    public static SendFailure? Find(string code, TimeSpan? retryAfter = null)
    {
        if (!int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        if (Codes.TryGetValue(number, out var known))
            return new SendFailure(code, known.Reason, known.Action, retryAfter) { Scope = ScopeOf(number), IsOptOut = number == StoppedMarketing };
        return number is >= 200 and <= 299 ? new SendFailure(code, "The app lacks a permission that sending needs.", FixSettings, retryAfter) : null;
    }

    private static SendingScope ScopeOf(int code) => code switch
    {
        131063 or 131064 => SendingScope.Templates,
        132015 or 132016 => SendingScope.Template,
        _ => SendingScope.Number,
    };

    /// <summary>Why a message was not delivered, by the code in its status event.</summary>
    public static SendFailure Delivery(string code) =>
        Find(code) ?? new SendFailure(WebhookBody.Kind(code, "no code"), "WhatsApp did not deliver it, for a reason that is not known here.", GiveUp);
}
