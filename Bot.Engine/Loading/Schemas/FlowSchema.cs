using System.Text.Json.Nodes;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Kinds;
using Bot.Engine.Loading.Types;
using Bot.Engine.Loading.Yaml;
using static Bot.Engine.Loading.Schemas.JsonShapes;

namespace Bot.Engine.Loading.Schemas;

/// <summary>
/// The JSON Schema (https://json-schema.org, 2020-12) of <c>flow.yaml</c>, for editors: keys as the readers know them, shapes of their values. What is right
/// by it may still be wrong; <c>check</c> knows.
/// </summary>
public static class FlowSchema
{
    /// <param name="types">Names that a slot may have as its type, besides the flow's own.</param>
    public static JsonObject Of(IEnumerable<string> types)
    {
        var keys = FlowKeys.All;
        var schema = Map(keys, "a flow");
        JsonShapes.Whole(FlowFileNames.Flow, schema)["required"] = ListOf("flow", "start", "states");
        var shapes = schema["properties"]!.AsObject();
        shapes["types"] = Named(AnyOf([.. Typed(keys, "type", "-own")]));
        shapes["slots"] = Named(AnyOf([Kind("string"), .. Typed(keys, "slot", "")]));
        shapes["states"] = Named(AnyOf([.. StateKinds.All.Select(kind => StateOf(keys, kind.Key))]));
        shapes["slots"]!.AsObject()["description"] = $"A type for each: {string.Join(", ", types.Concat(SlotDefinition.Shapes).Order(StringComparer.Ordinal))}, or one of types:";
        return schema;
    }

    private static JsonObject StateOf(KnownKeys keys, string kind)
    {
        var state = Map(keys, FlowKeys.State(kind));
        state["required"] = ListOf(kind);
        var shapes = state["properties"]!.AsObject();
        if (shapes.ContainsKey("attempts")) shapes["attempts"] = Map(keys, "'attempts'");
        if (shapes.ContainsKey("next")) shapes["next"] = AnyOf([Kind("string"), List(Map(keys, "a branch"))]);
        if (shapes.ContainsKey("on")) shapes["on"] = Named(AnyOf([Kind("string"), Map(keys, "outcome 'o'")]));
        if (shapes.ContainsKey("options"))
        {
            shapes["options"] = AnyOf([Kind("string"), List(AnyOf([Scalar, Named(Kind("string"))])), Map(keys, "'options'")]);
        }
        return state;
    }

    /// <summary>A map for each type with parameters, and one for all others.</summary>
    private static IEnumerable<JsonObject> Typed(KnownKeys keys, string what, string suffix)
    {
        foreach (var kind in ParameterKinds.All)
        {
            var map = Map(keys, $"{what} '{kind.Type}{suffix}'");
            map["required"] = ListOf("type");
            map["properties"]!["type"] = new JsonObject { ["const"] = kind.Type };
            yield return map;
        }
        var plain = Map(keys, "slot 'text'");
        plain["required"] = ListOf("type");
        yield return plain;
    }

    private static JsonObject Map(KnownKeys keys, string what) => JsonShapes.Map(keys[what], key => ShapeOf(keys, key));

    /// <summary>What every key of a name holds, wherever it stands; anything for those that say more than a schema can.</summary>
    private static JsonObject ShapeOf(KnownKeys keys, string key) => key switch
    {
        "flow" or "flows" or "start" or "scope" or "ask" or "choose" or "say" or "call" or "to" or "then" or "from" or "label" or "value" or "type" => Kind("string"),
        "after" => Duration,
        "max" when keys["'attempts'"].Contains(key) => AnyNumber,
        "order" or "decimals" or "longest" => AnyNumber,
        "skip" or "always" or "hidden" or "secret" or "retry" => new JsonObject { ["enum"] = ListOf(true, false, "yes", "no", "true", "false") },
        "remind" or "expire" => Map(keys, $"'{key}'"),
        "menu" => Map(keys, "'menu'"),
        "needs" or "renamed" or "languages" or "summary" or "dependsOn" or "unit" or "formats" => AnyOf([Kind("string"), List(Kind("string"))]),
        "when" or "set" or "with" or "commands" or "moved" => Kind("object"),
        _ => new JsonObject(),
    };
}
