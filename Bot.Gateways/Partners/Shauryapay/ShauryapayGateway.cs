using Bot.Gateways.Http;
using Bot.Gateways.Partners.Shauryapay.Wire;
using Bot.Gateways.Settings;
using Bot.Products.Fastag;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Gateways.Partners.Shauryapay;

/// <summary>Shauryapay, the issuer of FASTags, as a partner of Bot.</summary>
public static class ShauryapayGateway
{
    private const string Address = "https://shauryapay.com";

    public static Gateway Definition { get; } = new("shauryapay", "Shauryapay", new("Partners:Shauryapay",
        Setting.Link("SHAURYAPAY_BASE_URL", nameof(ShauryapayOptions.BaseUrl), Address),
        Setting.Secret("SHAURYAPAY_API_KEY", nameof(ShauryapayOptions.ApiKey)).Credential(),
        Setting.Text("AGGR_CHANNEL", nameof(ShauryapayOptions.AggrChannel)),
        Setting.Secret("OCP_APIM_SUBSCRIPTION_KEY", nameof(ShauryapayOptions.SubscriptionKey))), AddShauryapay)
    {
        // The partner takes calls without any key, so an address of its own makes it live too.
        IsAddressed = section =>
            section[nameof(ShauryapayOptions.SubscriptionKey)] is { Length: > 0 } || (section[nameof(ShauryapayOptions.BaseUrl)] ?? Address) != Address,
        Remark = section => section[nameof(ShauryapayOptions.SubscriptionKey)] is { Length: > 0 } ? null : "Shauryapay is called without a subscription key: OCP_APIM_SUBSCRIPTION_KEY is not set.",
    };

    public static IServiceCollection AddShauryapay(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddGatewayOptions<ShauryapayOptions>(Definition, configuration, PointAtSandbox);
        return services
            .AddPartnerClient(ShauryapayClient.ClientName)
            .AddSingleton<ShauryapayClient>()
            .AddSingleton<IVehicleCatalogue, BuiltInVehicles>()
            .AddShauryapayOperations(new GatewayModes(configuration).ModeOf(Definition));
    }

    private static void PointAtSandbox(ShauryapayOptions options, string sandbox) =>
        (options.BaseUrl, options.ApiKey, options.SubscriptionKey) = ($"{sandbox}/shauryapay", "", "");
}
