using System.Text.Json.Nodes;

namespace Bot.Host.Api.Docs;

/// <summary>An example in the API's description: endpoint metadata.</summary>
/// <param name="Status">The answer it is an example of; null for the request.</param>
/// <param name="Name">Unique among the examples of its place.</param>
/// <param name="Json">The body.</param>
internal sealed record ApiExample(int? Status, string Name, string Json)
{
    public JsonNode Node => JsonNode.Parse(Json)!;
}

internal static class ApiExamples
{
    public static TBuilder WithExample<TBuilder>(this TBuilder route, int? status, string name, string json)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new ApiExample(status, name, json));
}
