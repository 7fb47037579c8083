using System.Text.Json;

namespace Bot.Host.Console;

/// <summary>What console endpoints answer: JSON, and a sentence where something cannot be done.</summary>
internal static class ConsoleAnswer
{
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
            return await context.Request.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, context.RequestAborted);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
