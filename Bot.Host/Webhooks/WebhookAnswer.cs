using System.Text.Json;
using Bot.Engine.Abstractions;

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

    /// <summary>A provider's question when its webhook is set up.</summary>
    public static Task VerificationAsync(HttpContext context, Func<Func<string, string>, WebhookVerification> verify)
    {
        var answer = verify(name => context.Request.Query[name].ToString());
        if (answer.Text is null) return RefusedAsync(context, StatusCodes.Status403Forbidden, answer.Refusal);

        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(answer.Text, context.RequestAborted);
    }

    public static Task RefusedAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(new { status = "error", message = sentence }));
    }

    /// <summary>503: deliver it again.</summary>
    public static Task LaterAsync(HttpContext context, string sentence)
    {
        context.Response.Headers.RetryAfter = "5";
        return RefusedAsync(context, StatusCodes.Status503ServiceUnavailable, sentence);
    }

    private static Task WriteAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }
}
