using Bot.Host.Access;
using Microsoft.AspNetCore.Authorization;
using OpenTelemetry.Metrics;

namespace Bot.Host.Api.Metrics;

/// <summary><c>GET /metrics</c> for Prometheus: local callers without a key, all others with one.</summary>
internal static class MetricsRoute
{
    private static readonly AuthorizationPolicy LocalOrKey = new AuthorizationPolicyBuilder()
        .RequireAssertion(context => context.User.Identity is { IsAuthenticated: true } || (context.Resource is HttpContext http && LocalCaller.Is(http)))
        .Build();

    /// <summary>Maps nothing where no figures are kept.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<MeterProvider>() is null) return;

        routes.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(LocalOrKey);
    }
}
