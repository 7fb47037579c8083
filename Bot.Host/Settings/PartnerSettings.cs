namespace Bot.Host.Settings;

/// <summary>Who answers for a partner or channel.</summary>
internal enum PartnerMode
{
    /// <summary>The partner itself.</summary>
    Live,

    /// <summary>The built-in sandbox; in Development only, when the partner's credentials are not given.</summary>
    Sandbox,

    /// <summary>Nobody: it is named in <c>PARTNERS_OFF</c>. Its webhook is not there and calls to it come back unavailable.</summary>
    Off,
}

/// <param name="ApiUrl">Messages go to <c>{ApiUrl}/{PhoneNumberId}/messages</c>.</param>
/// <param name="AppSecret">Signs webhooks; empty in Development only.</param>
/// <param name="VerifyToken">Meta's <c>hub.verify_token</c>; empty in Development only.</param>
internal sealed record MetaSettings(PartnerMode Mode, string ApiUrl, string AccessToken, string PhoneNumberId, string AppSecret, string VerifyToken);

/// <param name="TemplateUrl">Where templates are posted (<c>GUPSHUP_API_URL</c>).</param>
/// <param name="SessionUrl">Where session messages are posted.</param>
/// <param name="AppName">Gupshup's <c>src.name</c> of session messages.</param>
/// <param name="WebhookToken">The secret that Gupshup sends along; empty in Development only.</param>
internal sealed record GupshupSettings(
    PartnerMode Mode, string ApiKey, string Source, string TemplateUrl, string SessionUrl, string AppName, string WebhookToken,
    GupshupTemplate Otp, GupshupTemplate LeadCreation, GupshupTemplate LeadStatus);

/// <param name="Id">The template's UUID.</param>
/// <param name="SourceName">Its <c>src.name</c>.</param>
internal sealed record GupshupTemplate(string Id, string SourceName);

/// <param name="ApiKey">As the dashboard shows it: base64 already.</param>
/// <param name="WebhookSecret">Signs webhooks; empty in Development only.</param>
internal sealed record InteraktSettings(PartnerMode Mode, string ApiUrl, string ApiKey, string WebhookSecret);

/// <param name="SubscriptionKey">Sent as <c>ocp-apim-subscription-key</c> when given.</param>
internal sealed record ShauryapaySettings(PartnerMode Mode, string BaseUrl, string ApiKey, string AggrChannel, string SubscriptionKey);

internal sealed record SmsSettings(PartnerMode Mode, string Url, string User, string Password, string Sender);

/// <param name="SameId">The partner takes the same application id twice as one application, so a lost answer may be found out by asking again; otherwise a person decides.</param>
internal sealed record BasicApplicationSettings(PartnerMode Mode, string ApiUrl, string UserId, string ApiKey, bool SameId);
