using System.Text.Json.Nodes;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;
using static Bot.Engine.Loading.Schemas.JsonShapes;

namespace Bot.Engine.Loading.Schemas;

/// <summary>The JSON Schema of <c>promises.yaml</c>, made of the keys that its reader knows of each kind of promise.</summary>
public static class PromisesSchema
{
    /// <summary>Of each kind what it must have.</summary>
    private static readonly string[][] Kinds = [["never"], ["always"], ["before", "needs"], ["atMost", "of"], ["within", "of", "comes"]];

    public static JsonObject Of()
    {
        var flow = new Flow("x", "x", "", "", [], [], [], Timeouts.None, default);
        var file = KnownKeys.From(issues => PromiseFile.Read(flow, "x", "promises: []", issues));
        return Whole(FlowFileNames.Promises, Map(file["a file of promises"], key => key == "promises" ? List(AnyOf([.. Kinds.Select(kind => KindOf(flow, kind))])) : Words));
    }

    private static JsonObject KindOf(Flow flow, string[] needed)
    {
        var keys = KnownKeys.From(issues => PromiseFile.Read(flow, "x", $"promises: [{{ {needed[0]}: 1 }}]", issues));
        return Map(keys["a promise"], key => key is "atMost" or "within" ? AnyNumber : key is "needs" or "since" ? Words : Kind("string"))
            .Requiring([.. needed.Prepend("says").Select(key => (JsonNode)key)]);
    }
}
