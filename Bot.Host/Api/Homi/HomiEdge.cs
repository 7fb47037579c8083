using Bot.Engine.Abstractions;

namespace Bot.Host.Api.Homi;

/// <summary>The edge of the area: whatever happens behind it, the answer is in the documented envelope.</summary>
internal static class HomiEdge
{
    /// <summary>Runs an endpoint on its body.</summary>
    public static RequestDelegate Run(Func<HttpContext, HomiBody, Task<HomiAnswer>> endpoint) => async context =>
    {
        var answer = await AnswerAsync(context, endpoint);
        if (answer is not null && !context.Response.HasStarted) await answer.WriteAsync(context);
    };

    public static Task NotFoundAsync(HttpContext context) =>
        HomiAnswer.Error(StatusCodes.Status404NotFound, "Not Found", "no_such_path", "There is no such endpoint; GET /docs lists them.").WriteAsync(context);

    /// <summary>Takes what an endpoint's route does not: other methods, and bodies that routing already finds to be no JSON, as the described endpoints declare what they accept.</summary>
    public static Task NotAllowedAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method)) return HomiAnswer.NotJson.WriteAsync(context);

        context.Response.Headers.Allow = HttpMethods.Post;
        return HomiAnswer.Error(StatusCodes.Status405MethodNotAllowed, "Method Not Allowed", "method_not_allowed", "Use POST.").WriteAsync(context);
    }

    /// <returns>Null when the caller is gone.</returns>
    private static async Task<HomiAnswer?> AnswerAsync(HttpContext context, Func<HttpContext, HomiBody, Task<HomiAnswer>> endpoint)
    {
        try
        {
            var (body, fault) = await HomiBody.ReadAsync(context);
            if (body is null) return fault;

            using (body) return await endpoint(context, body);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
        catch (BadHttpRequestException bad)
        {
            return HomiAnswer.Error(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The body is too large" : "Bad request", "bad_request", "The request could not be read.");
        }
        catch (StoreUnavailableException away)
        {
            Log(context).LogWarning("{Path}: {Why}", context.Request.Path.Value, away.Message);
            return HomiAnswer.Away("The database cannot be reached; send the same request again later.");
        }
        catch (Exception failure)
        {
            Log(context).LogError(failure, "{Path} failed, reference {Reference}", context.Request.Path.Value, context.TraceIdentifier);
            return new(StatusCodes.Status500InternalServerError, new ErrorAnswer(false, "Internal Server Error", new() { Error = "It is in the log under this reference. The same request may be sent again.", Code = "internal", Reference = context.TraceIdentifier }));
        }
    }

    private static ILogger Log(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Bot.Host.Api.Homi");
}
