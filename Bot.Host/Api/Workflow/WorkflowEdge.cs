using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Microsoft.AspNetCore.Http.Features;

namespace Bot.Host.Api.Workflow;

/// <summary>The edge of the area: whatever happens behind it, the answer is in Interakt's envelope.</summary>
internal static class WorkflowEdge
{
    public static RequestDelegate Run(Func<HttpContext, WorkflowBody, Task<WorkflowAnswer>> endpoint) => async context =>
    {
        var answer = await AnswerAsync(context, endpoint);
        if (answer is not null && !context.Response.HasStarted) await answer.WriteAsync(context);
    };

    public static Task NotFoundAsync(HttpContext context) => WorkflowAnswer.Refused(StatusCodes.Status404NotFound, "There is no such step; GET /docs lists them.").WriteAsync(context);

    /// <summary>Takes what a step's route does not: other methods, and bodies that routing already finds to be no JSON, as the described steps declare what they accept.</summary>
    public static Task NotAllowedAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method)) return WorkflowAnswer.Refused(StatusCodes.Status415UnsupportedMediaType, "The body must be JSON; send Content-Type: application/json.").WriteAsync(context);

        context.Response.Headers.Allow = HttpMethods.Post;
        return WorkflowAnswer.Refused(StatusCodes.Status405MethodNotAllowed, "Use POST.").WriteAsync(context);
    }

    /// <returns>Null when the caller is gone.</returns>
    private static async Task<WorkflowAnswer?> AnswerAsync(HttpContext context, Func<HttpContext, WorkflowBody, Task<WorkflowAnswer>> endpoint)
    {
        try
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = WorkflowBody.Limit;

            var (body, fault) = await WorkflowBody.ReadAsync(context);
            return body is null ? fault : await endpoint(context, body);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
        catch (BadHttpRequestException bad)
        {
            return WorkflowAnswer.Refused(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The body is too large." : "The request could not be read.");
        }
        catch (QueueFullException)
        {
            return WorkflowAnswer.Refused(StatusCodes.Status429TooManyRequests, "Too many steps of this session are waiting; send this one again later.");
        }
        catch (StoreUnavailableException failure)
        {
            Log(context).LogError(failure, "{Path}: the database does not answer", context.Request.Path.Value);
            return WorkflowAnswer.Refused(StatusCodes.Status503ServiceUnavailable, "The service is not available at the moment; send this step again later.");
        }
        catch (Exception failure)
        {
            Log(context).LogError(failure, "{Path} failed, reference {Reference}", context.Request.Path.Value, context.TraceIdentifier);
            return WorkflowAnswer.Refused(StatusCodes.Status500InternalServerError, $"Something went wrong on our side; it is in the log under {context.TraceIdentifier}. The same step may be sent again.");
        }
    }

    private static ILogger Log(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Bot.Host.Api.Workflow");
}
