using System.Text.Json;
using Bot.Host.Http;

namespace Bot.Host.Console;

/// <summary>What console endpoints answer: JSON, and a sentence where something cannot be done.</summary>
internal static class ConsoleAnswer
{
    /// <summary>Bytes.</summary>
    private const int LongestBody = 64 * 1024;

    public static Task WriteAsync<T>(HttpContext context, T body) => context.Response.WriteAsJsonAsync(body, JsonSerializerOptions.Web, context.RequestAborted);

    public static Task RefuseAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new { message = sentence });
    }

    public static Task RefuseAsync(HttpContext context, string sentence) => RefuseAsync(context, StatusCodes.Status400BadRequest, sentence);

    /// <summary>The body as JSON; null when it is none.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context) where T : class
    {
        try
        {
            var body = (await RequestBody.ReadAsync(context, LongestBody)).KeptFor(context);
            if (body.Failure is { } failure) throw new RequestFailedException(failure);
            return context.Request.HasJsonContentType() ? JsonSerializer.Deserialize<T>(body.Bytes.Span, JsonSerializerOptions.Web) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
