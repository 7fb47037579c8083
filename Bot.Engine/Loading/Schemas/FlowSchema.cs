using System.Text.Json.Nodes;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Kinds;
using Bot.Engine.Loading.Types;

namespace Bot.Engine.Loading.Schemas;

/// <summary>
/// The JSON Schema (https://json-schema.org, 2020-12) of <c>flow.yaml</c>, for editors: keys as the readers know them, shapes of their values. What is right
/// by it may still be wrong; <c>check</c> knows.
/// </summary>
public static class FlowSchema
{
    private const string Duration = "^[0-9]+[smhd]$";

    /// <param name="types">Names that a slot may have as its type, besides the flow's own.</param>
    public static JsonObject Of(IEnumerable<string> types)
    {
        var keys = KnownKeys.Find();
        var schema = Map(keys, "a flow");
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema["title"] = "flow.yaml";
        schema["required"] = Array("flow", "start", "states");
        var shapes = schema["properties"]!.AsObject();
        shapes["types"] = Named(AnyOf([.. Typed(keys, "type", "-own")]));
        shapes["slots"] = Named(AnyOf([Type("string"), .. Typed(keys, "slot", "")]));
        shapes["states"] = Named(AnyOf([.. StateKinds.All.Select(kind => StateOf(keys, kind.Key))]));
        shapes["slots"]!.AsObject()["description"] = $"A type for each: {string.Join(", ", types.Concat(SlotDefinition.Shapes).Order(StringComparer.Ordinal))}, or one of types:";
        return schema;
    }

    private static JsonObject StateOf(KnownKeys keys, string kind)
    {
        var state = Map(keys, $"state '{kind}'");
        state["required"] = Array(kind);
        var shapes = state["properties"]!.AsObject();
        if (shapes.ContainsKey("attempts")) shapes["attempts"] = Map(keys, "'attempts'");
        if (shapes.ContainsKey("next")) shapes["next"] = AnyOf([Type("string"), List(Map(keys, "a branch"))]);
        if (shapes.ContainsKey("on")) shapes["on"] = Named(AnyOf([Type("string"), Map(keys, "outcome 'o'")]));
        if (shapes.ContainsKey("options"))
        {
            var from = Map(keys, "'options'");
            from["properties"]!["flows"] = Type("string");
            shapes["options"] = AnyOf([Type("string"), List(Scalar()), from]);
        }
        return state;
    }

    /// <summary>A map for each type with parameters, and one for all others.</summary>
    private static IEnumerable<JsonObject> Typed(KnownKeys keys, string what, string suffix)
    {
        foreach (var kind in ParameterKinds.All)
        {
            var map = Map(keys, $"{what} '{kind.Type}{suffix}'");
            map["required"] = Array("type");
            map["properties"]!["type"] = new JsonObject { ["const"] = kind.Type };
            yield return map;
        }
        var plain = Map(keys, "slot 'text'");
        plain["required"] = Array("type");
        yield return plain;
    }

    private static JsonObject Map(KnownKeys keys, string what)
    {
        var shapes = new JsonObject();
        foreach (var key in keys[what]) shapes[key] = ShapeOf(keys, key);
        return new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = shapes };
    }

    /// <summary>What every key of a name holds, wherever it stands; anything for those that say more than a schema can.</summary>
    private static JsonObject ShapeOf(KnownKeys keys, string key) => key switch
    {
        "flow" or "start" or "scope" or "ask" or "choose" or "say" or "call" or "to" or "then" or "from" or "label" or "value" or "type" => Type("string"),
        "after" => new JsonObject { ["type"] = "string", ["pattern"] = Duration },
        "max" when keys["'attempts'"].Contains(key) => Type("number", "integer"),
        "order" or "decimals" or "longest" => Type("integer"),
        "skip" or "always" or "hidden" or "secret" or "retry" => new JsonObject { ["enum"] = Array(true, false, "yes", "no", "true", "false") },
        "remind" or "expire" => Map(keys, $"'{key}'"),
        "menu" => Map(keys, "'menu'"),
        "needs" or "languages" or "summary" or "dependsOn" or "unit" or "formats" => AnyOf([Type("string"), List(Type("string"))]),
        "when" or "set" or "with" or "commands" => Type("object"),
        _ => new JsonObject(),
    };

    private static JsonObject Named(JsonObject shape) => new() { ["type"] = "object", ["additionalProperties"] = shape };

    private static JsonObject List(JsonObject shape) => new() { ["type"] = "array", ["items"] = shape };

    private static JsonObject AnyOf(JsonNode[] shapes) => new() { ["anyOf"] = new JsonArray(shapes) };

    private static JsonObject Scalar() => Type("string", "number", "boolean");

    private static JsonObject Type(params string[] names) => new() { ["type"] = names.Length == 1 ? names[0] : Array([.. names.Select(name => (JsonNode)name)]) };

    private static JsonArray Array(params JsonNode[] values) => [.. values];
}
