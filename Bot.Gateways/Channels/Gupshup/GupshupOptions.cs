namespace Bot.Gateways.Channels.Gupshup;

/// <summary>Settings of Gupshup's WhatsApp API.</summary>
public sealed class GupshupOptions
{
    /// <summary>Secret: sent in the header <c>apikey</c>.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The sending number, digits with country code.</summary>
    public string Source { get; set; } = "";

    /// <summary>Name of the app; sent as <c>src.name</c> unless a template names another.</summary>
    public string AppName { get; set; } = "";

    /// <summary>
    /// Further apps that this installation answers for, each with conversations of its own, as <c>name:number:key</c>. What was written to any other app is
    /// acknowledged and not acted on. Secret, for the keys in it. Default: none.
    /// </summary>
    public IReadOnlyList<string> MoreApps { get; set; } = [];

    /// <summary>Whether what was written to an app of any name is acted on: in the sandbox, where none is named. Not a setting.</summary>
    public bool TakesAnyApp { get; set; }

    /// <summary>Id of the app, for sends to people without a number. Empty (the default): they cannot be answered, which raises an alarm.</summary>
    public string AppId { get; set; } = "";

    /// <summary>Secret: the app's token at Gupshup's partner portal, for sends to people without a number.</summary>
    public string PartnerToken { get; set; } = "";

    /// <summary>Base of the partner API; such sends go to <c>{PartnerUrl}/partner/app/{AppId}/v3/message</c>. Default: Gupshup's documented URL.</summary>
    public string PartnerUrl { get; set; } = "https://partner.gupshup.io";

    /// <summary>Where messages inside the 24-hour window go. Default: Gupshup's documented URL.</summary>
    public string SessionUrl { get; set; } = "https://api.gupshup.io/wa/api/v1/msg";

    /// <summary>Where templates go. Default: Gupshup's documented URL.</summary>
    public string TemplateUrl { get; set; } = "https://api.gupshup.io/wa/api/v1/template/msg";

    /// <summary>
    /// Secret: what Gupshup was told to send along with its webhooks, in the header <c>x-webhook-token</c> or <c>Authorization</c> or in the query as
    /// <c>token</c>; while it is changed <c>new,old</c>. Gupshup signs nothing. Empty: no webhook is accepted, unless <see cref="AllowUnsigned"/>.
    /// </summary>
    public string WebhookToken { get; set; } = "";

    /// <summary>UUID of the template with a one-time code; parameter: the code.</summary>
    public string OtpTemplateId { get; set; } = "";

    /// <summary><c>src.name</c> of that template. Default: <c>HomiAi</c>.</summary>
    public string OtpSourceName { get; set; } = "HomiAi";

    /// <summary>UUID of the template about a new lead; parameters: name, application id.</summary>
    public string LeadCreationTemplateId { get; set; } = "";

    /// <summary><c>src.name</c> of that template. Default: <see cref="AppName"/>.</summary>
    public string LeadCreationSourceName { get; set; } = "";

    /// <summary>UUID of the template about a lead's status; parameters: name, status.</summary>
    public string LeadStatusTemplateId { get; set; } = "";

    /// <summary><c>src.name</c> of that template. Default: <see cref="AppName"/>.</summary>
    public string LeadStatusSourceName { get; set; } = "";

    /// <summary>Accept webhooks without a token while <see cref="WebhookToken"/> is empty. Default: no; for the sandbox in Development only.</summary>
    public bool AllowUnsigned { get; set; }

    /// <summary>For one send, answer included. Default: 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Without the secrets, so that a log line may show it.</summary>
    public override string ToString() => $"Gupshup {SessionUrl} {AppName}";
}
