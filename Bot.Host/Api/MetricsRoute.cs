using OpenTelemetry.Metrics;

namespace Bot.Host.Api;

/// <summary><c>GET /metrics</c> for Prometheus: local callers without a key, all others with one.</summary>
internal static class MetricsRoute
{
    /// <summary>Maps nothing where no figures are kept.</summary>
    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<MeterProvider>() is null) return routes;

        RequestDelegate? scrape = null;
        var route = routes.MapPrometheusScrapingEndpoint("/metrics");
        route.Add(endpoint => scrape = endpoint.RequestDelegate);
        route.RequireKey();
        route.Add(endpoint =>
        {
            var guarded = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => LocalCaller.Is(context) ? scrape!(context) : guarded(context);
        });
        return routes;
    }
}
