using Bot.Gateways.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Gateways.Channels.Gupshup;

/// <summary>Gupshup as a channel of Bot.</summary>
public static class GupshupGateway
{
    private const string Lender = "basic";

    public static Gateway Definition { get; } = new(GupshupChannel.ChannelName, "Gupshup", new("Channels:Gupshup",
        Setting.Secret("GUPSHUP_API_KEY", nameof(GupshupOptions.ApiKey)).Credential(),
        Setting.Text("GUPSHUP_SOURCE", nameof(GupshupOptions.Source)).Credential(),
        Setting.Text("GUPSHUP_APP_NAME", nameof(GupshupOptions.AppName)).NeededLive(),
        Setting.List("GUPSHUP_MORE_APPS", nameof(GupshupOptions.MoreApps)) with { IsSecret = true },
        Setting.Text("GUPSHUP_APP_ID", nameof(GupshupOptions.AppId)),
        Setting.Secret("GUPSHUP_PARTNER_TOKEN", nameof(GupshupOptions.PartnerToken)),
        Setting.Link("GUPSHUP_PARTNER_URL", nameof(GupshupOptions.PartnerUrl), "https://partner.gupshup.io"),
        Setting.Link("GUPSHUP_SESSION_URL", nameof(GupshupOptions.SessionUrl), "https://api.gupshup.io/wa/api/v1/msg"),
        Setting.Link("GUPSHUP_API_URL", nameof(GupshupOptions.TemplateUrl), "https://api.gupshup.io/wa/api/v1/template/msg"),
        Setting.Secret("GUPSHUP_WEBHOOK_TOKEN", nameof(GupshupOptions.WebhookToken)).NeededLive(),
        Setting.Text("GUPSHUP_WHATSAPP_OTP_TEMPLATE_ID", nameof(GupshupOptions.OtpTemplateId)).NeededLive(),
        Setting.Text("GUPSHUP_WHATSAPP_OTP_SRC_NAME", nameof(GupshupOptions.OtpSourceName)),
        Setting.Text("GUPSHUP_LEAD_CREATION_TEMPLATE_ID", nameof(GupshupOptions.LeadCreationTemplateId)).NeededLive(by: Lender),
        Setting.Text("GUPSHUP_LEAD_CREATION_SRC_NAME", nameof(GupshupOptions.LeadCreationSourceName)),
        Setting.Text("GUPSHUP_LEAD_STATUS_TEMPLATE_ID", nameof(GupshupOptions.LeadStatusTemplateId)).NeededLive(by: Lender),
        Setting.Text("GUPSHUP_LEAD_STATUS_SRC_NAME", nameof(GupshupOptions.LeadStatusSourceName))), AddGupshupChannel);

    public static IServiceCollection AddGupshupChannel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChannel<GupshupChannel, GupshupOptions>(Definition, configuration, Complete, PointAtSandbox,
            (options, media) => new(GupshupChannel.Hosts, [options.SessionUrl], media.AllowedHosts));
        services.AddOptions<GupshupOptions>().Validate(options => options.MoreApps.All(app => GupshupApp.Read(app) is not null),
            "GUPSHUP_MORE_APPS: each app is written as name:number:key; write e.g. GUPSHUP_MORE_APPS=ShopApp:919800000002:its-key");
        return services.AddMoreNumbers<GupshupChannel>(Definition, configuration, nameof(GupshupOptions.MoreApps));
    }

    private static void Complete(GupshupOptions options)
    {
        options.AllowUnsigned = options.WebhookToken.Length == 0;
        options.LeadCreationSourceName = Or(options.LeadCreationSourceName, options.AppName);
        options.LeadStatusSourceName = Or(options.LeadStatusSourceName, options.AppName);

        // The sandbox takes any template; a live channel has its own by now, or the start is refused.
        options.OtpTemplateId = Or(options.OtpTemplateId, "sandbox-otp");
        options.LeadCreationTemplateId = Or(options.LeadCreationTemplateId, "sandbox-lead-created");
        options.LeadStatusTemplateId = Or(options.LeadStatusTemplateId, "sandbox-lead-status");
    }

    private static void PointAtSandbox(GupshupOptions options, string sandbox)
    {
        options.TakesAnyApp = options is { AppName.Length: 0, MoreApps.Count: 0 };
        (options.ApiKey, options.Source, options.AppName) = ("sandbox", "919800000000", Or(options.AppName, "SandboxApp"));
        options.SessionUrl = $"{sandbox}/gupshup/wa/api/v1/msg";
        options.TemplateUrl = $"{sandbox}/gupshup/wa/api/v1/template/msg";
        (options.AppId, options.PartnerToken, options.PartnerUrl) = ("sandbox", "sandbox", $"{sandbox}/gupshup");
    }

    private static string Or(string given, string otherwise) => given.Length > 0 ? given : otherwise;
}
