namespace Bot.Gateways.Partners.Sms;

/// <summary>How to reach BhashSMS. User, password and sender come from settings only.</summary>
/// <param name="Sender">The registered six-letter header, e.g. <c>SHYPAY</c>.</param>
/// <param name="Url"><c>https://bhashsms.com/api/sendmsg.php</c>. Plain http shows the password to everybody on the way.</param>
/// <param name="SuccessPattern">What an accepted message's answer looks like; anything else is a refusal, also with HTTP 200. No first-party page describes it, so it is a setting.</param>
public sealed record BhashSmsOptions(string User, string Pass, string Sender, string Url, string SuccessPattern = BhashSmsOptions.UsualSuccess)
{
    /// <summary><c>S.</c> and the message's number, as several public clients of the gateway read it.</summary>
    public const string UsualSuccess = @"^\s*[Ss]\.(\d+)";

    /// <summary>Everything in a POST form, so that the password stands in no URL. False: GET with a query, as the gateway's older samples do.</summary>
    public bool PostForm { get; init; } = true;

    /// <summary>For one message, from connecting to the last byte.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
