using System.Text.Json;
using Bot.Engine.Loading.Yaml;

namespace Bot.Host.Settings;

/// <summary>
/// <c>appsettings.json</c>: one flat object with the same names as the environment. Text, numbers and true/false; comments and trailing commas are allowed.
/// </summary>
internal static class AppSettingsFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static (IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Faults) Read(string path)
    {
        if (!File.Exists(path))
            return (new Dictionary<string, string>(), []);
        var bytes = File.ReadAllBytes(path);
        if (FileText.FaultOf(bytes) is var (line, column, problem)) return (new Dictionary<string, string>(), [$"{path}({line},{column}): {problem}; save the file as UTF-8"]);
        try
        {
            using var document = JsonDocument.Parse(FileText.TextOf(bytes), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Flatten(document.RootElement, path)
                : (new Dictionary<string, string>(), [$"{path}: the file must be one object, e.g. {{ \"PORT\": 5000 }}"]);
        }
        catch (JsonException broken)
        {
            return (new Dictionary<string, string>(), [$"{path}({broken.LineNumber + 1},{broken.BytePositionInLine + 1}): this is no JSON; write {{ \"PORT\": 5000 }}"]);
        }
    }

    private static (Dictionary<string, string> Values, List<string> Faults) Flatten(JsonElement root, string path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var property in root.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                faults.Add($"{path}: {property.Name} must be text, a number or true/false; names are flat, as in env.example");
            else if (property.Value.ValueKind != JsonValueKind.Null)
                values[property.Name] = property.Value.ToString();
        }

        return (values, faults);
    }
}
