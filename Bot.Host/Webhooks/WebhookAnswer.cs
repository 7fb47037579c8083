using System.Text.Json;

namespace Bot.Host.Webhooks;

/// <summary>What a provider is told.</summary>
internal static class WebhookAnswer
{
    private static readonly byte[] Taken = """{"status":"success"}"""u8.ToArray();

    /// <summary>200. Gupshup wants no body at all; the others take any.</summary>
    public static Task TakenAsync(HttpContext context, string channel)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        return channel == "gupshup" ? Task.CompletedTask : WriteAsync(context, Taken);
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
