using Bot.Gateways.Http;
using Bot.Gateways.Settings;
using Bot.Products.OneTimeCodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Gateways.Partners.Sms;

/// <summary>BhashSMS as a partner of Bot.</summary>
public static class BhashSmsGateway
{
    public static Gateway Definition { get; } = new("sms", "SMS (BhashSMS)", new("Partners:Sms",
        Setting.Link("SMS_URL", nameof(BhashSmsOptions.Url), "https://bhashsms.com/api/sendmsg.php"),
        Setting.Text("SMS_USER", nameof(BhashSmsOptions.User)).Credential(),
        Setting.Secret("SMS_PASS", nameof(BhashSmsOptions.Password)).Credential(),
        Setting.Text("SMS_SENDER", nameof(BhashSmsOptions.Sender)),
        Setting.Digits("SMS_DLT_ENTITY_ID", nameof(BhashSmsOptions.DltEntityId), "1201159100000000001"),
        Setting.Digits("SMS_DLT_TEMPLATE_ID", nameof(BhashSmsOptions.DltTemplateId), "1207161100000000001"),
        Setting.Text("SMS_DLT_ENTITY_FIELD", nameof(BhashSmsOptions.DltEntityField)),
        Setting.Text("SMS_DLT_TEMPLATE_FIELD", nameof(BhashSmsOptions.DltTemplateField))), AddBhashSms);

    public static IServiceCollection AddBhashSms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddGatewayOptions<BhashSmsOptions>(Definition, configuration, PointAtSandbox);
        return new GatewayModes(configuration).ModeOf(Definition) == GatewayMode.Off
            ? services.AddSingleton<ISmsGateway, AbsentSms>()
            : services.AddSmsClient().AddSingleton<ISmsGateway, BhashSmsClient>();
    }

    internal static IServiceCollection AddSmsClient(this IServiceCollection services) =>
        services.AddPartnerClient(BhashSmsClient.ClientName, all => all.GetRequiredService<IOptions<BhashSmsOptions>>().Value.PostForm);

    private static void PointAtSandbox(BhashSmsOptions options, string sandbox) =>
        (options.Url, options.User, options.Password, options.Sender) = ($"{sandbox}/sms/api/sendmsg.php", "sandbox", "sandbox", "SHYPAY");
}
