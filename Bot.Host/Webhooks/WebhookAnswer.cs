using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Host.Http;

namespace Bot.Host.Webhooks;

/// <summary>What a provider is told.</summary>
internal static class WebhookAnswer
{
    private static readonly byte[] Taken = """{"status":"success"}"""u8.ToArray();

    /// <summary>200; without any body where the provider wants none.</summary>
    public static Task TakenAsync(HttpContext context, bool empty)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        return empty ? Task.CompletedTask : WriteAsync(context, Taken);
    }

    /// <summary>A provider's question when its webhook is set up: answered by the first channel that knows its token.</summary>
    /// <param name="asked">Channels that are asked such a thing at this address, at least one.</param>
    public static Task VerificationAsync(HttpContext context, IReadOnlyList<WebhookChannel> asked)
    {
        var answers = asked.Select(source => source.Traits.Verify!(name => context.Request.Query[name].ToString())).ToList();
        if (answers.Find(answer => answer.Text is not null) is not { Text: { } text })
            return RefusedAsync(context, StatusCodes.Status403Forbidden, string.Join(' ', answers.Select(answer => answer.Refusal)));

        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    public static Task RefusedAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(new { status = "error", message = sentence }));
    }

    /// <summary>503: deliver it again.</summary>
    public static Task LaterAsync(HttpContext context, string sentence)
    {
        context.Response.Headers.RetryAfter = FailureEnvelopes.RetryAfter;
        return RefusedAsync(context, StatusCodes.Status503ServiceUnavailable, sentence);
    }

    /// <summary>The body could not be read.</summary>
    /// <param name="most">How large it may be: <c>3 MB</c>.</param>
    public static Task UnreadAsync(HttpContext context, RequestFailure failure, string most) => failure switch
    {
        RequestFailure.TooLarge => RefusedAsync(context, StatusCodes.Status413PayloadTooLarge, $"The body is larger than {most}."),
        RequestFailure.Busy => LaterAsync(context, "Too much is being delivered at once. Please deliver this again."),
        _ => RefusedAsync(context, StatusCodes.Status408RequestTimeout, "The body did not come in time."),
    };

    private static Task WriteAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }
}
