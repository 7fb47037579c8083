using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Schemas;
using Bot.Engine.Loading.Yaml;
using static Bot.Engine.Loading.Schemas.JsonShapes;

namespace Bot.Gateways.Operations;

/// <summary>The JSON Schema of <c>operations.yaml</c>, made of the keys that its reader knows.</summary>
public static class OperationsSchema
{
    private const string OneOfEverything = """
        area.verb:
          takes: [a]
          url: https://host.example/
          timeout: 1s
          retries: 1
          outcomes: { any: { status: 200 } }
          consequential: { header: A, find: { url: https://host.example/, timeout: 1s, outcomes: { any: { status: 200 } } } }
        """;

    /// <param name="templates">Read the texts of requests.</param>
    public static JsonObject Of(IRequestTemplates templates)
    {
        var keys = KnownKeys.From(issues => _ = new HttpOperationReader(templates, issues).Read("x", OneOfEverything).Count());
        return Whole(FlowFileNames.Operations, Named(Map(keys["operation 'area.verb'"], key => ShapeOf(keys, key)).Requiring("url", "outcomes")));
    }

    private static JsonObject ShapeOf(KnownKeys keys, string key) => key switch
    {
        "takes" => Words,
        "method" => OneOf([.. HttpRequestReader.Methods.Select(method => (JsonNode)method)]),
        "headers" or "form" => Named(Scalar),
        "timeout" => Duration,
        "retries" => AnyNumber,
        "outcomes" => Named(Map(keys["'any'"], OutcomePartOf).Requiring("status")),
        "consequential" => Map(keys["'consequential'"], inner => inner == "find" ? AnyOf(OneOf("again"), FindOf(keys)) : Kind("string")),
        "url" => Kind("string"),
        _ => new JsonObject(),
    };

    private static JsonObject FindOf(KnownKeys keys) => Map(keys["'find'"], key => ShapeOf(keys, key)).Requiring("url", "outcomes");

    private static JsonObject OutcomePartOf(string key) => key switch
    {
        "status" => Words,
        "where" => Named(Words),
        "result" => Named(Kind("string")),
        _ => new JsonObject(),
    };
}
