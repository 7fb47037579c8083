using System.Text;
using System.Text.Json;
using Bot.Host.Http;

namespace Bot.Host.DirectLine;

/// <summary>Answers in Direct Line's form.</summary>
internal static class DirectLineAnswer
{
    public static Task WriteAsync(HttpContext context, int status, object body) => WriteAsync(context, status, JsonSerializer.Serialize(body));

    public static Task WriteAsync(HttpContext context, int status, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    /// <summary>503: send it again.</summary>
    public static Task LaterAsync(HttpContext context, string sentence)
    {
        context.Response.Headers.RetryAfter = FailureEnvelopes.RetryAfter;
        return RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "ServiceError", sentence);
    }

    public static Task RefuseAsync(HttpContext context, int status, string code, string sentence) =>
        WriteAsync(context, status, new { error = new { code, message = sentence } });
}
