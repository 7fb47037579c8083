using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Host.Http;

namespace Bot.Host.Desk.Pages;

/// <summary>What the desk's endpoints answer: JSON, and a sentence where something cannot be done.</summary>
internal static class DeskAnswer
{
    /// <summary>Bytes.</summary>
    private const int LongestBody = 64 * 1024;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync<T>(HttpContext context, T body) => context.Response.WriteAsJsonAsync(body, Form, context.RequestAborted);

    /// <summary>What cannot be done. An act that was written down stands there as refused before it is answered.</summary>
    public static async Task RefuseAsync(HttpContext context, int status, string sentence)
    {
        await DeskAudit.RefusedAsync(context);
        context.Response.StatusCode = status;
        await WriteAsync(context, new { message = sentence });
    }

    public static Task NotFoundAsync(HttpContext context) => RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such conversation.");

    public static Task ConflictAsync(HttpContext context, string sentence) => RefuseAsync(context, StatusCodes.Status409Conflict, sentence);

    public static Task InvalidAsync(HttpContext context, string sentence) => RefuseAsync(context, StatusCodes.Status422UnprocessableEntity, sentence);

    /// <summary>The body as JSON.</summary>
    /// <exception cref="RequestFailedException">It is none.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context)
        where T : class
    {
        if (!context.Request.HasJsonContentType()) throw new RequestFailedException(new RequestFailure.NotJson());

        var body = (await RequestBody.ReadAsync(context, LongestBody)).KeptFor(context);
        if (body.Failure is { } failure) throw new RequestFailedException(failure);
        try
        {
            return JsonSerializer.Deserialize<T>(body.Bytes.Span, Form) ?? throw new RequestFailedException(new RequestFailure.NotAnObject());
        }
        catch (JsonException)
        {
            throw new RequestFailedException(new RequestFailure.BrokenJson());
        }
    }

    /// <summary>A text of a body: trimmed, without what would move a terminal; null when nothing of it can be seen.</summary>
    public static string? Plain(string? text) =>
        text is not null && new string([.. text.Where(sign => !char.IsControl(sign) || sign is '\n' or '\t')]).Trim() is var plain && plain.Any(IsSeen) ? plain : null;

    private static bool IsSeen(char sign) => !char.IsWhiteSpace(sign) && char.GetUnicodeCategory(sign) != UnicodeCategory.Format;
}
