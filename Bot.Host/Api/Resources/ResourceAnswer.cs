using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Host.Api.Resources;

/// <summary>What the back office answers: always <c>status</c>, <c>message</c>, and <c>data</c> or <c>errors</c>.</summary>
internal sealed record ResourceAnswer(int Status, object Body) : IResult
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Methods that a path knows, for 405.</summary>
    public string? Allow { get; init; }

    /// <summary>False where a repeated request found its change made already.</summary>
    public bool Changes { get; init; } = true;

    /// <summary>Its entry stands in the audit log already.</summary>
    public bool HasEntry { get; init; }

    /// <summary>The record that is shown; empty for lists, and for what is no record.</summary>
    public string RecordId => (Body as Success)?.Data is IRecordView view ? view.RecordId : "";

    public static ResourceAnswer Ok(string message, object data, IReadOnlyList<string>? options = null) =>
        new(StatusCodes.Status200OK, new Success("success", message, data, options));

    public static ResourceAnswer Created(string message, object data) => new(StatusCodes.Status201Created, new Success("success", message, data, null));

    public static ResourceAnswer Error(int status, string message, params ReadOnlySpan<(string Field, string Sentence)> errors)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, sentence) in errors) faults[field] = sentence;
        return new(status, new Failure("error", message, faults));
    }

    public static ResourceAnswer NotFound(string message) => Error(StatusCodes.Status404NotFound, message);

    /// <summary>409: it cannot be done as things stand.</summary>
    public static ResourceAnswer Conflict(string message, params ReadOnlySpan<(string Field, string Sentence)> errors) =>
        Error(StatusCodes.Status409Conflict, message, errors);

    /// <summary>422 with every field's fault.</summary>
    public static ResourceAnswer Invalid(IReadOnlyDictionary<string, string> faults) =>
        new(StatusCodes.Status422UnprocessableEntity, new Failure("error", $"Correct these fields: {string.Join(", ", faults.Keys)}.", faults));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(Body, Json);
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        if (Allow is not null) response.Headers.Allow = Allow;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private sealed record Success(
        string Status, string Message, object Data,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Options);

    private sealed record Failure(string Status, string Message, IReadOnlyDictionary<string, string> Errors);
}
