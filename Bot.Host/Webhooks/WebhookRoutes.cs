using Bot.Engine.Abstractions;
using Bot.Host.Http;

namespace Bot.Host.Webhooks;

/// <summary>Where providers call. No API key: each call proves itself by its provider's signature or secret.</summary>
internal static class WebhookRoutes
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddBodies()
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

        var verifying = options.Channels.Where(source => source.Traits.Verify is not null).ToList();
        foreach (var source in verifying)
            webhooks.MapGet($"/webhooks/{source.Channel.Name}", context => WebhookAnswer.VerificationAsync(context, [source]));
        if (verifying.Count > 0)
            webhooks.MapGet("/webhook", context => WebhookAnswer.VerificationAsync(context, verifying));
    }
}
