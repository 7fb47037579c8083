using Bot.Host.Access;
using OpenTelemetry.Metrics;

namespace Bot.Host.Api;

/// <summary><c>GET /metrics</c> for Prometheus: local callers without a key, all others with one.</summary>
internal static class MetricsRoute
{
    /// <summary>Maps nothing where no figures are kept.</summary>
    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<MeterProvider>() is null) return routes;

        routes.MapPrometheusScrapingEndpoint("/metrics")
            .RequireAuthorization(policy => policy.RequireAssertion(context => context.User.HasKey() || (context.Resource is HttpContext http && LocalCaller.Is(http))))
            .WithMetadata(new RequiredScope(null));
        return routes;
    }
}
