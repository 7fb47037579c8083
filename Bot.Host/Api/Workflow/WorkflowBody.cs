using System.Text.Json;

namespace Bot.Host.Api.Workflow;

/// <summary>A request's JSON object, as text by name. Numbers and true or false are taken as they are written: no-code tools send either.</summary>
/// <param name="Fields">Without those that are null.</param>
internal sealed record WorkflowBody(IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Bytes. A photo of 5 MB is 6.7 MB in base64; one that is a little too large still gets its sentence.</summary>
    public const int Limit = 12 * 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Of the names a field may have, the first that is there; null when none is.</summary>
    public string? Find(IEnumerable<string> names) => names.Select(name => Fields.GetValueOrDefault(name)).FirstOrDefault(text => text is not null);

    public string Text(string name) => Fields.GetValueOrDefault(name, "").Trim();

    /// <returns>The body, or the answer that says why there is none.</returns>
    public static async Task<(WorkflowBody? Body, WorkflowAnswer? Fault)> ReadAsync(HttpContext context)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Read(json.RootElement)
                : (null, WorkflowAnswer.Invalid("The body must be a JSON object."));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The latter: a field's name with half a surrogate pair in it, or bytes that are no UTF-8.
            return (null, WorkflowAnswer.Refused(StatusCodes.Status400BadRequest, "The body is not valid JSON."));
        }
    }

    private static (WorkflowBody? Body, WorkflowAnswer? Fault) Read(JsonElement body)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in body.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null) continue;
            if (TextOf(property.Value) is not { } text) return (null, WorkflowAnswer.Invalid($"{property.Name} must be a text.", fields.GetValueOrDefault("session_id", "")));
            fields[property.Name] = text;
        }
        return (new(fields), null);
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8.
            return null;
        }
    }
}
