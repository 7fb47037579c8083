using Bot.Engine.Abstractions;
using Bot.Gateways.Http;
using Bot.Gateways.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Gateways.Channels;

/// <summary>What every channel needs of the container: options, two named HTTP clients, itself as <see cref="IChannel"/>.</summary>
internal static class ChannelServices
{
    /// <param name="complete">Completes the bound options: what follows from other settings.</param>
    /// <param name="sandboxed">Points them at the sandbox, which is served at the address it is told.</param>
    /// <param name="hosts">From where the channel's media may be fetched.</param>
    public static IServiceCollection AddChannel<TChannel, TOptions>(
        this IServiceCollection services, Gateway gateway, IConfiguration configuration, Action<TOptions> complete,
        Action<TOptions, string> sandboxed, Func<TOptions, MediaOptions, MediaHosts> hosts)
        where TChannel : class, IChannel
        where TOptions : class
    {
        services.AddGatewayOptions(gateway, configuration, sandboxed).PostConfigure(complete);
        if (new GatewayModes(configuration).ModeOf(gateway) == GatewayMode.Off) return services;

        services.AddOptions<MediaOptions>();
        return services
            .AddChannelClient(gateway.Name)
            .AddMediaClient(MediaClientOf(gateway.Name), all => new MediaConnection(HostsOf(all), MediaOf(all)).ConnectAsync)
            .AddKeyedSingleton(gateway.Name,
                (all, _) =>
                    new MediaDownload(all.GetRequiredService<IHttpClientFactory>().CreateClient(MediaClientOf(gateway.Name)), HostsOf(all), MediaOf(all)))
            .AddSingleton<IChannel, TChannel>();

        MediaHosts HostsOf(IServiceProvider all) => hosts(all.GetRequiredService<IOptions<TOptions>>().Value, MediaOf(all));
    }

    /// <summary>One channel more for each further number of the provider, told which by its constructor.</summary>
    /// <param name="list">The option that names the numbers.</param>
    public static IServiceCollection AddMoreNumbers<TChannel>(this IServiceCollection services, Gateway gateway, IConfiguration configuration, string list)
        where TChannel : class, IChannel
    {
        if (new GatewayModes(configuration).ModeOf(gateway) == GatewayMode.Off) return services;

        foreach (var number in gateway.SectionOf(configuration).GetSection(list).GetChildren().Select(one => one.Value).OfType<string>())
            services.AddSingleton<IChannel>(all => ActivatorUtilities.CreateInstance<TChannel>(all, number));
        return services;
    }

    private static MediaOptions MediaOf(IServiceProvider all) => all.GetRequiredService<IOptions<MediaOptions>>().Value;

    private static string MediaClientOf(string channel) => channel + ".media";
}
