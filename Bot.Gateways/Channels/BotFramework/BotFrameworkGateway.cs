using Bot.Gateways.Http;
using Bot.Gateways.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Gateways.Channels.BotFramework;

/// <summary>The Bot Framework as a channel of Bot: Teams, Azure Direct Line, the Emulator and what else speaks activities.</summary>
public static class BotFrameworkGateway
{
    public static Gateway Definition { get; } = new(BotFrameworkChannel.ChannelName, "Bot Framework", new("Channels:BotFramework",
        Setting.Text("MICROSOFT_APP_ID", nameof(BotFrameworkOptions.AppId)).Credential(),
        Setting.Secret("MICROSOFT_APP_PASSWORD", nameof(BotFrameworkOptions.AppPassword)).Credential(),
        Setting.Text("MICROSOFT_APP_TENANT_ID", nameof(BotFrameworkOptions.AppTenantId))), AddBotFrameworkChannel)
    { IsOptional = true };

    public static IServiceCollection AddBotFrameworkChannel(this IServiceCollection services, IConfiguration configuration) => services
        .AddChannel<BotFrameworkChannel, BotFrameworkOptions>(Definition, configuration, Complete, PointAtSandbox, HostsOf)
        .AddConnectorClient(BotFrameworkChannel.ConnectorClient)
        .AddSingleton<ConversationReferences>();

    private static void Complete(BotFrameworkOptions options) => options.AllowUnauthenticated = options.AppId.Length == 0;

    private static void PointAtSandbox(BotFrameworkOptions options, string sandbox) => options.SandboxUrl = $"{sandbox}/{BotFrameworkChannel.ChannelName}/";

    // The Emulator serves the files of its user from this machine.
    private static MediaHosts HostsOf(BotFrameworkOptions options, MediaOptions media) =>
        new(BotFrameworkChannel.Hosts, [],
            options.AllowUnauthenticated && options.SandboxUrl.Length > 0 ? [.. media.AllowedHosts, "localhost", "127.0.0.1"] : media.AllowedHosts);
}
