using Bot.Gateways.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>Meta's Cloud API as a channel of Bot.</summary>
public static class MetaGateway
{
    /// <summary>The sending number's id at the sandbox.</summary>
    public const string SandboxPhoneNumberId = "1055000000";

    public static Gateway Definition { get; } = new(MetaChannel.ChannelName, "Meta Cloud", new("Channels:Meta",
        Setting.Link("WHATSAPP_API_URL", nameof(MetaOptions.ApiUrl), "https://graph.facebook.com/v25.0"),
        Setting.Secret("WHATSAPP_ACCESS_TOKEN", nameof(MetaOptions.AccessToken)).Credential(),
        Setting.Text("WHATSAPP_PHONE_NUMBER_ID", nameof(MetaOptions.PhoneNumberId)).Credential(),
        Setting.List("WHATSAPP_MORE_PHONE_NUMBER_IDS", nameof(MetaOptions.MorePhoneNumberIds)),
        Setting.Secret("WHATSAPP_APP_SECRET", nameof(MetaOptions.AppSecret)).NeededLive(),
        Setting.Secret("WHATSAPP_VERIFY_TOKEN", nameof(MetaOptions.VerifyToken)).NeededLive()), AddMetaChannel);

    public static IServiceCollection AddMetaChannel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChannel<MetaChannel, MetaOptions>(Definition, configuration, Complete, PointAtSandbox,
            (options, media) => new(MetaMedia.Hosts, [options.ApiUrl], media.AllowedHosts));
        return services.AddMoreNumbers<MetaChannel>(Definition, configuration, nameof(MetaOptions.MorePhoneNumberIds));
    }

    private static void Complete(MetaOptions options) => options.AllowUnsigned = options.AppSecret.Length == 0;

    private static void PointAtSandbox(MetaOptions options, string sandbox) =>
        (options.TakesAnyNumber, options.ApiUrl, options.PhoneNumberId, options.AccessToken) =
            (options.MorePhoneNumberIds.Count == 0, $"{sandbox}/meta", SandboxPhoneNumberId, "sandbox");
}
