using Bot.Engine.Conversations.Outbox;
using Bot.Gateways.Channels.Gupshup;
using Bot.Gateways.Settings;
using Bot.Host.Api.Homi;
using Bot.Host.Settings;
using Bot.Products.Fastag;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Microsoft.Extensions.Options;

namespace Bot.Host.Wiring;

/// <summary>The two products, with the settings of this host.</summary>
internal static class ProductServices
{
    public static IServiceCollection AddProducts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOneTimeCodes().AddLeads(_ => { }).AddFastag();
        services.AddOptions<OneTimeCodeOptions>().Configure<IOptions<CodeOptions>, IOptions<GupshupOptions>>(SetCodes);
        services.AddOptions<LeadOptions>().Configure<OutboxSettings, IOptions<GupshupOptions>>(SetLeads);
        return services.AddSingleton(all => HomiOf(all, configuration));
    }

    private static void SetCodes(OneTimeCodeOptions options, IOptions<CodeOptions> codes, IOptions<GupshupOptions> gupshup)
    {
        (options.Expiry, options.ResendAfter) = (codes.Value.Expiry, codes.Value.ResendAfter);
        (options.SmsDayLimit, options.WhatsAppDayLimit, options.LoginDigits) = (codes.Value.SmsDayLimit, codes.Value.WhatsAppDayLimit, codes.Value.LoginDigits);
        (options.LoginText, options.LoginWording) = (codes.Value.LoginText, codes.Value.LoginWording);
        options.Template = new(gupshup.Value.OtpTemplateId, gupshup.Value.OtpSourceName);
    }

    private static void SetLeads(LeadOptions options, OutboxSettings outbox, IOptions<GupshupOptions> gupshup)
    {
        options.Owner = outbox.Owner;
        options.CreatedTemplate = new(gupshup.Value.LeadCreationTemplateId, gupshup.Value.LeadCreationSourceName);
        options.StatusTemplate = new(gupshup.Value.LeadStatusTemplateId, gupshup.Value.LeadStatusSourceName);
    }

    private static HomiOptions HomiOf(IServiceProvider all, IConfiguration configuration)
    {
        var (codes, products, leads) = (all.OptionsOf<CodeOptions>(), all.OptionsOf<OneTimeCodeOptions>(), all.GetRequiredService<LeadOptions>());
        return new()
        {
            CodeExpiry = products.Expiry,
            ResendAfter = products.ResendAfter,
            ClientLimit = codes.ClientLimit,
            ClientDayLimit = codes.ClientDayLimit,
            ExposeCode = codes.Expose || new GatewayModes(configuration).ModeOf(GupshupGateway.Definition) == GatewayMode.Sandbox,
            Code = products.Template,
            Created = leads.CreatedTemplate,
            Status = leads.StatusTemplate,
            Leads = leads,
            ConsentRequired = all.OptionsOf<ConsentOptions>().Required,
        };
    }
}
