using Bot.Engine.Abstractions;

namespace Bot.Host.Webhooks;

/// <summary>Where providers call. No API key: each call proves itself by its provider's signature or secret.</summary>
internal static class WebhookRoutes
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) =>
        services.AddSingleton(all => WebhookDoors.Of(all.GetServices<IChannel>())).AddSingleton<WebhookEndpoint>();

    /// <summary>Maps <c>/webhooks/{channel}</c> for every door, <c>/webhook</c> for all of them, and the GET by which a provider checks the address.</summary>
    /// <remarks>Needs <see cref="WebhookDoors"/> and <see cref="IInboundDispatcher"/> among the services.</remarks>
    public static IEndpointRouteBuilder MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var doors = routes.ServiceProvider.GetRequiredService<WebhookDoors>();
        var endpoint = routes.ServiceProvider.GetRequiredService<WebhookEndpoint>();
        foreach (var door in doors.All)
            routes.MapPost($"/webhooks/{door.Channel.Name}", context => endpoint.HandleAsync(door, context));
        routes.MapPost("/webhook", endpoint.HearAnyAsync);

        foreach (var door in doors.All)
        {
            if (door.Traits.Verify is not { } verify) continue;

            routes.MapGet($"/webhooks/{door.Channel.Name}", context => WebhookAnswer.VerificationAsync(context, verify));
            routes.MapGet("/webhook", context => WebhookAnswer.VerificationAsync(context, verify));
        }

        return routes;
    }
}
