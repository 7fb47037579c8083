using System.Text.Json.Nodes;
using Bot.Host.Access;
using Bot.Host.Api.Docs;
using Bot.Host.Http;

namespace Bot.Host.Api.Resources;

/// <summary>
/// The routes of one area of the back office: a group with the area's scope, envelope, limit and tag; every other method and path under it is answered in the
/// envelope too.
/// </summary>
/// <param name="root">First part of its paths: <c>/agents</c>.</param>
/// <param name="tag">Heading in the API's description.</param>
/// <param name="scope">What a key must allow.</param>
internal sealed class ResourceArea(IEndpointRouteBuilder routes, string root, string tag, string scope = ResourceArea.Scope)
{
    /// <summary>What a key of the back office must allow.</summary>
    public const string Scope = "fastag";

    private const string Description = "Personal fields are masked in lists; one by itself shows them whole to a key with the scope personal.";

    private readonly RouteGroupBuilder _group = routes.MapGroup(root).RequireScope(scope).WithTags(tag).WithEnvelope(ResourceEnvelope.Instance)
        .WithBodyLimit(ResourceBody.UsualLimit);
    private readonly ApiAudit _audit = routes.ServiceProvider.GetRequiredService<ApiAudit>();
    private readonly Dictionary<string, SortedSet<string>> _methods = new(StringComparer.Ordinal);

    /// <summary>An endpoint without a body.</summary>
    public RouteHandlerBuilder Map(string method, string path, Func<ResourceCall, Task<ResourceAnswer>> endpoint, ResourceDescription description) =>
        Describe(
            _group.MapMethods(path, [method], (ResourceCall call) => AuditedAsync(call, [], description, () => endpoint(call))), method, path, description);

    /// <summary>An endpoint with a body.</summary>
    public RouteHandlerBuilder Map(string method, string path, Func<ResourceCall, ResourceBody, Task<ResourceAnswer>> endpoint,
        ResourceDescription description) =>
        Describe(
            _group.MapMethods(path, [method],
                (ResourceCall call, ResourceBody body) => AuditedAsync(call, body.Given, description, () => endpoint(call, body))),
            method, path, description);

    /// <summary>Ends the area: 405 for its paths, 404 for the rest under it.</summary>
    public void Close()
    {
        foreach (var (path, methods) in _methods)
        {
            var allow = string.Join(", ", methods);
            Refuse(path, ResourceAnswer.Error(StatusCodes.Status405MethodNotAllowed, $"This method is not known here; there are: {allow}.") with { Allow = allow });
        }
        Refuse("/{**rest}", ResourceAnswer.NotFound("There is no such endpoint; GET /docs lists them."));
    }

    private RouteHandlerBuilder Describe(RouteHandlerBuilder route, string method, string path, ResourceDescription description)
    {
        if (!_methods.TryGetValue(path, out var known)) _methods[path] = known = [];
        known.Add(method);

        route.WithName(description.Name).WithSummary(description.Summary).WithDescription(Description);
        if (description.Request is { } request) route.WithExample(null, "request", request);
        foreach (var (status, title, json) in description.Answers)
            route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(JsonObject), ["application/json"])).WithExample(status, title, json);
        return route;
    }

    private async Task<ResourceAnswer> AuditedAsync(ResourceCall call, IEnumerable<string> fields, ResourceDescription description,
        Func<Task<ResourceAnswer>> endpoint)
    {
        var answer = await endpoint();
        if (HttpMethods.IsGet(call.Context.Request.Method) || answer is not { Status: < StatusCodes.Status300MultipleChoices, Changes: true }) return answer;

        var record = answer.RecordId.Length > 0 ? answer.RecordId : call.PathId;
        if (answer.HasEntry) _audit.Told(call.Caller, description.Name, record, fields);
        else await _audit.ChangedAsync(call.Caller, description.Name, record, fields, call.Cancel);
        return answer;
    }

    private void Refuse(string path, ResourceAnswer answer) => _group.Map(path, answer.ExecuteAsync).ExcludeFromDescription();
}
