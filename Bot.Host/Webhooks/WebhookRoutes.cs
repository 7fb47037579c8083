namespace Bot.Host.Webhooks;

/// <summary>Where providers call. No API key: each call proves itself by its provider's signature or secret.</summary>
internal static class WebhookRoutes
{
    /// <summary>Maps <c>/webhooks/{channel}</c> for every door, <c>/webhook</c> for all of them, and Meta's verification.</summary>
    /// <param name="verifyToken">Meta's; empty when it is not set.</param>
    /// <remarks>Needs <see cref="WebhookDoors"/> and <see cref="IInboundDispatcher"/> among the services.</remarks>
    public static IEndpointRouteBuilder MapWebhooks(this IEndpointRouteBuilder routes, string verifyToken)
    {
        var doors = routes.ServiceProvider.GetRequiredService<WebhookDoors>();
        var endpoint = ActivatorUtilities.CreateInstance<WebhookEndpoint>(routes.ServiceProvider);
        foreach (var door in doors.All)
            routes.MapPost($"/webhooks/{door.Channel.Name}", context => endpoint.HandleAsync(door, context));
        routes.MapPost("/webhook", endpoint.HearAnyAsync);

        if (doors.All.Any(door => door.Channel.Name == "meta"))
        {
            routes.MapGet("/webhooks/meta", context => MetaVerificationRequest.AnswerAsync(context, verifyToken));
            routes.MapGet("/webhook", context => MetaVerificationRequest.AnswerAsync(context, verifyToken));
        }

        return routes;
    }
}
