namespace Bot.Gateways.Partners.Sms;

/// <summary>How to reach BhashSMS. User, password and sender come from settings only.</summary>
public sealed class BhashSmsOptions
{
    /// <summary>
    /// Where messages go. Default: the gateway's documented address over https. Over plain http the password and the codes can be read on the way, so outside
    /// of Development that stops the start unless <c>ALLOW_PLAIN_HTTP</c> is set.
    /// </summary>
    public string Url { get; set; } = "https://bhashsms.com/api/sendmsg.php";

    public string User { get; set; } = "";

    /// <summary>Secret.</summary>
    public string Password { get; set; } = "";

    /// <summary>The registered six-letter header. Default: <c>SHYPAY</c>.</summary>
    public string Sender { get; set; } = "SHYPAY";

    /// <summary>The DLT number of the business (principal entity). Empty (the default): not sent, where the gateway's account knows it.</summary>
    public string DltEntityId { get; set; } = "";

    /// <summary>The DLT number of the registered wording of the login code. Empty (the default): not sent.</summary>
    public string DltTemplateId { get; set; } = "";

    /// <summary>What the gateway calls the entity's number; no page of its own says it, so it is an option. Default: <c>entityid</c>.</summary>
    public string DltEntityField { get; set; } = "entityid";

    /// <summary>What the gateway calls the wording's number. Default: <c>tempid</c>.</summary>
    public string DltTemplateField { get; set; } = "tempid";

    /// <summary>
    /// What an accepted message's answer looks like; anything else is a refusal, also with HTTP 200. Default: <c>S.</c> and the message's number, as several
    /// public clients of the gateway read it; no first-party page describes it, so it is an option.
    /// </summary>
    public string SuccessPattern { get; set; } = @"^\s*[Ss]\.(\d+)";

    /// <summary>
    /// Everything in a POST form, so that the password stands in no URL. Default: true; false is a GET with a query, as the gateway's older samples do.
    /// </summary>
    public bool PostForm { get; set; } = true;

    /// <summary>For one message, from connecting to the last byte. Default: 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Without the secrets, so that a log line may show it.</summary>
    public override string ToString() => $"BhashSMS {Url} {Sender}";
}
