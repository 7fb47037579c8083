using System.Text.Json.Nodes;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Tests.Engine.Loading.Schemas;

/// <summary>What is wrong with a file by a schema.</summary>
internal static class SchemaFaults
{
    public static List<string> Of(JsonObject schema, string yaml)
    {
        var issues = new List<Issue>();
        return Node.Parse("f.yaml", yaml, issues) is { } root ? [.. Faults(schema, root, "")] : [.. issues.Select(issue => issue.Message)];
    }

    /// <summary>The part of JSON Schema that the schema uses.</summary>
    private static IEnumerable<string> Faults(JsonNode schema, Node value, string at)
    {
        var rules = schema.AsObject();
        if (rules["anyOf"] is JsonArray any && any.All(one => Faults(one!, value, at).Any())) yield return $"{at}: none of {any.Count}";
        if (rules["type"] is { } type && !TypesOf(type).Any(name => Is(name, value))) yield return $"{at}: no {type.ToJsonString()}";
        if (rules["const"] is { } only && value.Text != only.GetValue<string>()) yield return $"{at}: not {only}";
        if (rules["enum"] is JsonArray values && values.All(one => one!.ToString() != value.Text)) yield return $"{at}: none of {values.ToJsonString()}";
        if (rules["pattern"] is { } pattern && !System.Text.RegularExpressions.Regex.IsMatch(value.Text, pattern.GetValue<string>())) yield return $"{at}: not of {pattern}";
        foreach (var key in (rules["required"]?.AsArray() ?? []).Where(key => value.Find(key!.GetValue<string>()) is null)) yield return $"{at}: without {key}";
        foreach (var (key, inner) in value.Entries)
        {
            var known = rules["properties"]?[key.Text] ?? rules["additionalProperties"];
            if (known is JsonValue allowed && !allowed.GetValue<bool>()) yield return $"{at}: does not know {key.Text}";
            foreach (var fault in known is JsonObject shape ? Faults(shape, inner, $"{at}/{key.Text}") : []) yield return fault;
        }
        foreach (var fault in value.Items.SelectMany(item => rules["items"] is { } shape ? Faults(shape, item, at) : [])) yield return fault;
    }

    private static IEnumerable<string> TypesOf(JsonNode type) =>
        type is JsonArray several ? several.Select(one => one!.GetValue<string>()) : [type.GetValue<string>()];

    private static bool Is(string type, Node value) => type switch
    {
        "object" => value.Kind == NodeKind.Map,
        "array" => value.Kind == NodeKind.List,
        "null" => value.IsEmpty,
        "integer" => value.Kind == NodeKind.Scalar && int.TryParse(value.Text, out _),
        _ => value.Kind == NodeKind.Scalar,
    };
}
