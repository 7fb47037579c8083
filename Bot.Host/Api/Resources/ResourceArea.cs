using System.Text.Json.Nodes;
using Bot.Host.Api.Docs;

namespace Bot.Host.Api.Resources;

/// <summary>The routes of one area: each guarded by a key and described; every other method and path under it is answered in the area's envelope.</summary>
/// <param name="tag">Heading in the API's description.</param>
internal sealed class ResourceArea(IEndpointRouteBuilder routes, string tag)
{
    /// <summary>What a key of the back office must allow.</summary>
    public const string Scope = "fastag";

    private readonly Dictionary<string, SortedSet<string>> _methods = new(StringComparer.Ordinal);

    /// <param name="name">Unique: the operation's id.</param>
    /// <param name="example">A body of the answer's <c>data</c>.</param>
    /// <param name="request">An example of the request's body; null where it has none.</param>
    /// <param name="refusals">Statuses with the message of each.</param>
    public void Map(string method, string path, RequestDelegate endpoint, string name, string summary, string example, string? request = null, int status = StatusCodes.Status200OK, string? options = null, params (int Status, string Message)[] refusals)
    {
        if (!_methods.TryGetValue(path, out var known)) _methods[path] = known = [];
        known.Add(method);

        var route = routes.MapMethods(path, [method], endpoint);
        route.RequireKey(Scope, ResourceAnswer.RefuseAsync);
        route.Described(tag, name, summary, "Personal fields are masked in lists; one by itself shows them whole to a key with the scope personal.").WithMetadata(new NeedsKey());
        if (request is not null) route.WithExample(null, "request", request);
        var offered = options is null ? "" : $",\"options\":{options}";
        Answer(status, "ok", $$"""{"status":"success","message":"{{summary}}","data":{{example}}{{offered}} }""");
        foreach (var (refused, message) in refusals) Answer(refused, "refused", $$$"""{"status":"error","message":"{{{message}}}","errors":{}}""");
        Answer(StatusCodes.Status401Unauthorized, "no_key", """{"status":"error","message":"An API key is needed: send it as X-API-Key or as Authorization: Bearer.","errors":{}}""");
        if (request is not null) Answer(StatusCodes.Status422UnprocessableEntity, "fields", """{"status":"error","message":"Correct these fields: mobile_number.","errors":{"mobile_number":"This is required."}}""");

        void Answer(int code, string title, string json)
        {
            if (code != status || title == "ok") route.WithMetadata(new ProducesResponseTypeMetadata(code, typeof(JsonObject), ["application/json"])).WithExample(code, title, json);
        }
    }

    /// <summary>Ends the area: 405 for its paths, 404 for the rest under it.</summary>
    /// <param name="root">First part of its paths.</param>
    public void Close(string root)
    {
        foreach (var (path, methods) in _methods)
        {
            var allow = string.Join(", ", methods);
            Refuse(path, ResourceAnswer.Error(StatusCodes.Status405MethodNotAllowed, $"This method is not known here; there are: {allow}.") with { Allow = allow });
        }
        Refuse($"{root}/{{**rest}}", ResourceAnswer.NotFound("There is no such endpoint; GET /docs lists them."));
    }

    private void Refuse(string path, ResourceAnswer answer)
    {
        var route = routes.Map(path, answer.WriteAsync);
        route.RequireKey(Scope, ResourceAnswer.RefuseAsync);
        route.ExcludeFromDescription();
    }
}
