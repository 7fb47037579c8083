using System.Text.Json;
using Bot.Host.Http;

namespace Bot.Host.Api.Workflow;

/// <summary>A request's JSON object, as text by name. Numbers and true or false are taken as they are written: no-code tools send either.</summary>
/// <param name="Fields">Without those that are null.</param>
internal sealed record WorkflowBody(IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Bytes. A photo of 5 MB is 6.7 MB in base64; one that is a little too large still gets its sentence.</summary>
    public const int Limit = 12 * 1024 * 1024;

    private static readonly JsonBodyRules Rules = new(Depth: 8, ContentTypeRule.ByRoute, MayBeEmpty: false);

    /// <summary>Called by the framework for a parameter of this type.</summary>
    public static async ValueTask<WorkflowBody> BindAsync(HttpContext context)
    {
        // A photo is megabytes long: its bytes are given back before the step waits for its conversation.
        using var body = await JsonBody.ReadAsync(context, Rules);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in body.Root.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null) continue;
            if (TextOf(property.Value) is not { } text)
                throw new RequestFailedException(new RequestFailure.OfArea(WorkflowAnswer.Invalid($"{property.Name} must be a text.", fields.GetValueOrDefault("session_id", ""))));
            fields[property.Name] = text;
        }
        return new(fields);
    }

    /// <summary>Of the names a field may have, the first that is there; null when none is.</summary>
    public string? Find(IEnumerable<string> names) => names.Select(name => Fields.GetValueOrDefault(name)).FirstOrDefault(text => text is not null);

    public string Text(string name) => Fields.GetValueOrDefault(name, "").Trim();

    private static string? TextOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : JsonBody.TextOf(value);
}
