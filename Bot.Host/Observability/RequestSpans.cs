using System.Diagnostics;

namespace Bot.Host.Observability;

/// <summary>
/// A span around each request of the API's pipeline but those that look at the host (probes, scrapes), with the names of OpenTelemetry's conventions for HTTP
/// servers. The framework's own would cost the webhooks, too, which have one from their endpoint.
/// </summary>
internal sealed class RequestSpans(RequestDelegate next)
{
    private static readonly PathString[] Unseen = ["/metrics", "/health"];

    public Task InvokeAsync(HttpContext context) =>
        HostTelemetry.IsTraced && !Array.Exists(Unseen, path => context.Request.Path.StartsWithSegments(path)) ? TraceAsync(context) : next(context);

    private async Task TraceAsync(HttpContext context)
    {
        using var span = Start(context);
        try
        {
            await next(context);
            if (span is not null) End(span, context.Response.StatusCode);
        }
        catch (Exception failure)
        {
            span?.SetTag("error.type", failure.GetType().FullName).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private static Activity? Start(HttpContext context)
    {
        var (request, route) = (context.Request, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        var span = HostTelemetry.Start(route is null ? request.Method : $"{request.Method} {route}", ActivityKind.Server, request.Headers);
        return span is { IsAllDataRequested: true }
            ? span.SetTag("http.request.method", request.Method).SetTag("http.route", route).SetTag("url.scheme", request.Scheme).SetTag("url.path", request.Path.Value)
            : span;
    }

    /// <summary>A fault of the host is an error of the span, one of the caller is not.</summary>
    private static void End(Activity span, int status)
    {
        if (!span.IsAllDataRequested) return;

        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError) span.SetTag("error.type", $"{status}").SetStatus(ActivityStatusCode.Error);
    }
}
