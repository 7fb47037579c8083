using Bot.Gateways.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Gateways.Channels.Interakt;

/// <summary>Interakt as a channel of Bot.</summary>
public static class InteraktGateway
{
    public static Gateway Definition { get; } = new(InteraktChannel.ChannelName, "Interakt", new("Channels:Interakt",
        Setting.Secret("INTERAKT_API_KEY", nameof(InteraktOptions.ApiKey)).Credential(),
        Setting.Link("INTERAKT_API_URL", nameof(InteraktOptions.ApiUrl), "https://api.interakt.ai/v1/public/message/"),
        Setting.Secret("INTERAKT_WEBHOOK_SECRET", nameof(InteraktOptions.WebhookSecret)).NeededLive()), AddInteraktChannel);

    public static IServiceCollection AddInteraktChannel(this IServiceCollection services, IConfiguration configuration) =>
        services.AddChannel<InteraktChannel, InteraktOptions>(Definition, configuration, Complete, PointAtSandbox,
            (options, media) => new(InteraktChannel.Hosts, [options.ApiUrl], media.AllowedHosts));

    private static void Complete(InteraktOptions options) => options.AllowUnsigned = options.WebhookSecret.Length == 0;

    private static void PointAtSandbox(InteraktOptions options, string sandbox) =>
        (options.ApiUrl, options.ApiKey) = ($"{sandbox}/interakt/v1/public/message/", "c2FuZGJveDo=");
}
