using System.Text.Json.Nodes;

namespace Bot.Engine.Loading.Schemas;

/// <summary>The parts that schemas of YAML files are made of (https://json-schema.org, 2020-12).</summary>
public static class JsonShapes
{
    /// <summary>A length of time: <c>10m</c>.</summary>
    public static JsonObject Duration => new() { ["type"] = "string", ["pattern"] = "^[0-9]+[smhd]$" };

    /// <summary>A number, in quotes or without.</summary>
    public static JsonObject AnyNumber
    {
        get
        {
            var number = Kind("number", "string");
            number["pattern"] = "^-?[0-9]+([.][0-9]+)?$";
            return number;
        }
    }

    /// <summary>A word, a number, yes or no.</summary>
    public static JsonObject Scalar => Kind("string", "number", "boolean");

    /// <summary>One word, or a list of them.</summary>
    public static JsonObject Words => AnyOf([Scalar, List(Scalar)]);

    /// <summary>The whole of a file.</summary>
    public static JsonObject Whole(string title, JsonObject schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema["title"] = title;
        return schema;
    }

    /// <summary>A map with these keys and no others.</summary>
    public static JsonObject Map(IEnumerable<string> keys, Func<string, JsonNode> shapeOf)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var shapes = new JsonObject();
        foreach (var key in keys) shapes[key] = shapeOf(key);
        return new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = shapes };
    }

    /// <summary>The same, where some keys must be there.</summary>
    public static JsonObject Requiring(this JsonObject map, params JsonNode[] keys)
    {
        ArgumentNullException.ThrowIfNull(map);
        map["required"] = ListOf(keys);
        return map;
    }

    /// <summary>A map with names of one's own.</summary>
    public static JsonObject Named(JsonObject shape) => new() { ["type"] = "object", ["additionalProperties"] = shape };

    public static JsonObject List(JsonObject shape) => new() { ["type"] = "array", ["items"] = shape };

    public static JsonObject AnyOf(params JsonNode[] shapes) => new() { ["anyOf"] = new JsonArray(shapes) };

    public static JsonObject OneOf(params JsonNode[] values) => new() { ["enum"] = ListOf(values) };

    public static JsonObject Kind(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new() { ["type"] = names.Length == 1 ? names[0] : ListOf([.. names.Select(name => (JsonNode)name)]) };
    }

    public static JsonArray ListOf(params JsonNode[] values) => [.. values];
}
