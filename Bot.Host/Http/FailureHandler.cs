using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;

namespace Bot.Host.Http;

/// <summary>The exception handler of all areas: an exception becomes a <see cref="RequestFailure"/>, said in the envelope of the endpoint.</summary>
/// <remarks>The framework's own handler writes three cache headers over those of the answer, which are part of the wire formats: docs/decisions/0011.</remarks>
internal sealed class FailureHandler(RequestDelegate next, ILogger<FailureHandler> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone: there is no answer to write.
        }
        catch (Exception exception) when (!context.Response.HasStarted && context.GetEndpoint()?.Metadata.GetMetadata<IFailureEnvelope>() is not null)
        {
            await context.FailAsync(FailureOf(context, exception));
        }
    }

    private RequestFailure FailureOf(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case RequestFailedException failed:
                return failed.Failure;
            case BadHttpRequestException bad:
                return new RequestFailure.Unreadable(bad.StatusCode);
            case QueueFullException:
                return new RequestFailure.QueueFull();
            case StoreUnavailableException away:
                log.LogWarning("{Method} {Route}: {Why}", context.Request.Method, RouteOf(context), away.Message);
                return new RequestFailure.StoreUnavailable();
            default:
                log.LogError(exception, "{Method} {Route} failed, reference {Reference}", context.Request.Method, RouteOf(context), context.TraceIdentifier);
                return new RequestFailure.Internal(context.TraceIdentifier);
        }
    }

    /// <summary>The pattern, as a path may hold a number or a name.</summary>
    private static string? RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}
