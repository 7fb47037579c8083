namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>Settings of Meta's WhatsApp Cloud API.</summary>
public sealed class MetaOptions
{
    /// <summary>
    /// Base with the Graph version; messages go to <c>{ApiUrl}/{PhoneNumberId}/messages</c>. Default: v25.0, which Meta keeps until July 2028.
    /// </summary>
    public string ApiUrl { get; set; } = "https://graph.facebook.com/v25.0";

    /// <summary>Id (not the number) of the sending phone number.</summary>
    public string PhoneNumberId { get; set; } = "";

    /// <summary>
    /// Ids of further numbers of the same app that this installation answers for, each with conversations of its own. What was written to any other number is
    /// acknowledged and not acted on. Default: none.
    /// </summary>
    public IReadOnlyList<string> MorePhoneNumberIds { get; set; } = [];

    /// <summary>Whether what was written to any number is acted on: in the sandbox, where none is named. Not a setting.</summary>
    public bool TakesAnyNumber { get; set; }

    /// <summary>Secret: sent as bearer token.</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>
    /// Secret: key of the webhook signature; while it is changed <c>new,old</c>. Empty: no webhook is accepted, unless <see cref="AllowUnsigned"/>.
    /// </summary>
    public string AppSecret { get; set; } = "";

    /// <summary>Secret: what Meta repeats when it verifies the webhook's URL. Another one than <see cref="AppSecret"/>.</summary>
    public string VerifyToken { get; set; } = "";

    /// <summary>Accept unsigned webhooks while <see cref="AppSecret"/> is empty. Default: no; for the sandbox in Development only.</summary>
    public bool AllowUnsigned { get; set; }

    /// <summary>For one send, answer included. Default: 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Without the secrets, so that a log line may show it.</summary>
    public override string ToString() => $"Meta {ApiUrl}/{PhoneNumberId}";
}
