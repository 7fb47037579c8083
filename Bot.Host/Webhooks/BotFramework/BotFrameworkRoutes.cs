using Bot.Gateways;
using Bot.Gateways.Channels.BotFramework;
using Bot.Gateways.Settings;

namespace Bot.Host.Webhooks.BotFramework;

/// <summary>Where Bot Framework services call. No API key: the SDK checks each call's token.</summary>
internal static class BotFrameworkRoutes
{
    /// <summary>The path that registrations are given by custom.</summary>
    public const string Path = "/api/messages";

    public static IServiceCollection AddBotFramework(this IServiceCollection services) => services.AddSingleton<BotFrameworkEndpoint>();

    public static void MapBotFramework(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        if (GatewayList.ModeOf(BotFrameworkGateway.Definition.Name, services.GetRequiredService<IConfiguration>()) == GatewayMode.Off) return;

        var group = routes.MapGroup("").ExcludeFromDescription();
        group.ShortCircuit();
        group.MapPost(Path, context => services.GetRequiredService<BotFrameworkEndpoint>().HandleAsync(context));
    }
}
