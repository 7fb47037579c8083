using System.Reflection;
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

/// <summary>Marks an endpoint that wants an API key, for the description.</summary>
internal sealed record NeedsKey;

/// <summary>Describes endpoints that are plain request delegates.</summary>
internal static class Describing
{
    /// <summary>Makes a plain request delegate visible to the description, which looks for a method.</summary>
    public static TBuilder Described<TBuilder>(this TBuilder route, string tag, string name, string summary, string description)
        where TBuilder : IEndpointConventionBuilder
    {
        var method = ((Func<HttpContext, Task>)Nothing).GetMethodInfo();
        return route.WithMetadata(method).WithName(name).WithTags(tag).WithSummary(summary).WithDescription(description);
    }

    public static TBuilder WithExample<TBuilder>(this TBuilder route, int? status, string name, string json)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new ApiExample(status, name, json));

    private static Task Nothing(HttpContext context) => Task.CompletedTask;
}
