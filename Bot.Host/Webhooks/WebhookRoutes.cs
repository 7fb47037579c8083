using Bot.Engine.Abstractions;

namespace Bot.Host.Webhooks;

/// <summary>Where providers call. No API key: each call proves itself by its provider's signature or secret.</summary>
internal static class WebhookRoutes
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton(all => WebhookOptions.Of(all.GetServices<IChannel>()))
        .AddSingleton<WebhookEndpoint>();

    /// <summary>
    /// Maps <c>/webhooks/{channel}</c> for every channel, <c>/webhook</c> for all of them, and the GET by which a provider checks the address.
    /// </summary>
    /// <remarks>
    /// Needs <see cref="IInboundDispatcher"/>. Plain delegates that routing runs at once, before authentication and limits of the API: docs/decisions/0011.
    /// </remarks>
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<WebhookOptions>();
        var endpoint = routes.ServiceProvider.GetRequiredService<WebhookEndpoint>();

        var webhooks = routes.MapGroup("");
        webhooks.ShortCircuit();
        foreach (var source in options.Channels)
            webhooks.MapPost($"/webhooks/{source.Channel.Name}", context => endpoint.HandleAsync(source, context));
        webhooks.MapPost("/webhook", endpoint.HandleAnyAsync);

        foreach (var source in options.Channels)
        {
            if (source.Traits.Verify is not { } verify) continue;

            foreach (var path in new[] { $"/webhooks/{source.Channel.Name}", "/webhook" })
                webhooks.MapGet(path, context => WebhookAnswer.VerificationAsync(context, verify));
        }
    }
}
