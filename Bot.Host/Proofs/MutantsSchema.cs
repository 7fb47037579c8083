using System.Text.Json.Nodes;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Yaml;
using static Bot.Engine.Loading.Schemas.JsonShapes;

namespace Bot.Host.Proofs;

/// <summary>The JSON Schema of <c>mutants.yaml</c>, made of the keys that its reader knows.</summary>
internal static class MutantsSchema
{
    public static JsonObject Of()
    {
        var keys = KnownKeys.From(issues => MutantFile.Read("x", "same: [{ change: x }]", issues));
        var change = Map(keys["a change"], _ => Kind("string")).Requiring("change", "because");
        return Whole(FlowFileNames.Mutants, Map(keys["a file of changes"], _ => List(change)));
    }
}
