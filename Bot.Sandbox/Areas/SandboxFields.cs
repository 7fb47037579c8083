using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Bot.Sandbox.Areas;

/// <summary>What a request sent: the members of a JSON object, of any content type, or the fields of a form or query.</summary>
internal sealed class SandboxFields(Func<string, string> find)
{
    public string this[string name] => find(name);

    public bool Has(string name) => find(name).Length > 0;

    /// <summary>The first of these that is missing, or null.</summary>
    public string? Missing(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (!Has(name))
                return name;
        return null;
    }

    public static async Task<SandboxFields> ReadAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method)) return new(name => request.Query[name].ToString());
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
            return new(name => form[name].ToString());
        }

        var root = await JsonAsync(request).ConfigureAwait(false);
        return new(name => root is { ValueKind: JsonValueKind.Object } && root.Value.TryGetProperty(name, out var value) ? TextOf(value) : "");
    }

    /// <summary>The body as JSON, or null when it is none.</summary>
    public static async Task<JsonElement?> JsonAsync(HttpRequest request)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted).ConfigureAwait(false);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ValueKind == JsonValueKind.Null ? "" : value.GetRawText();
}
