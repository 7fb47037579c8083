using Bot.Engine.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace Bot.Host.Api.Resources;

/// <summary>The edge of the back office: whatever happens behind it, the answer is in its envelope.</summary>
internal static class ResourceEdge
{
    public static RequestDelegate Run(Func<ResourceCall, Task<ResourceAnswer>> endpoint)
    {
        return Handle;

        Task Handle(HttpContext context) => AnswerAsync(context, () => endpoint(new(context)));
    }

    /// <param name="limit">Bytes of the body.</param>
    public static RequestDelegate Run(Func<ResourceCall, ResourceBody, Task<ResourceAnswer>> endpoint, int limit = ResourceBody.UsualLimit)
    {
        return Handle;

        Task Handle(HttpContext context) => AnswerAsync(context, async () =>
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } most && most.MaxRequestBodySize < limit) most.MaxRequestBodySize = limit;
            var (body, fault) = await ResourceBody.ReadAsync(context, limit);
            if (body is null) return fault!;

            using (body) return await endpoint(new(context), body);
        });
    }

    private static async Task AnswerAsync(HttpContext context, Func<Task<ResourceAnswer>> endpoint)
    {
        ResourceAnswer answer;
        try
        {
            answer = await endpoint();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException bad)
        {
            answer = ResourceAnswer.Error(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The body is too large." : "The request could not be read.");
        }
        catch (StoreUnavailableException lost)
        {
            Log(context, lost);
            answer = ResourceAnswer.Error(StatusCodes.Status503ServiceUnavailable, "The database cannot be used just now; try again later.");
        }
        catch (Exception failure)
        {
            Log(context, failure);
            answer = ResourceAnswer.Error(StatusCodes.Status500InternalServerError, $"Something is broken here; it is in the log under {context.TraceIdentifier}.");
        }
        await answer.WriteAsync(context);
    }

    private static void Log(HttpContext context, Exception failure) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Bot.Host.Api.Resources").LogError(failure, "{Method} {Route} failed, reference {Reference}", context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, context.TraceIdentifier);
}
