using Bot.Host.Access;
using Microsoft.AspNetCore.Authorization;
using OpenTelemetry.Metrics;

namespace Bot.Host.Observability;

/// <summary><c>GET /metrics</c> for Prometheus: local callers without a key, all others with any.</summary>
internal static class MetricsRoute
{
    private static readonly AuthorizationPolicy Policy = new AuthorizationPolicyBuilder(ApiKeyHandler.Scheme)
        .RequireAssertion(caller => caller.User.Identity is { IsAuthenticated: true } || (caller.Resource is HttpContext request && LocalCaller.Is(request)))
        .Build();

    /// <summary>Maps nothing where no figures are kept.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<MeterProvider>() is not null)
            routes.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(Policy).WithMetadata(new RequiredScope(null));
    }
}
