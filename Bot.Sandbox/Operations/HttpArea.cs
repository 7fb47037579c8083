using System.Text;
using System.Text.Json.Nodes;
using Bot.Gateways.Operations;
using Bot.Sandbox.Areas;
using Bot.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Sandbox.Operations;

/// <summary>
/// Every host that operations of flows call: <c>/sandbox/http/{host}/{path}</c>. Answers what it is told; where nothing is said, the example that the caller
/// makes of the operation's first outcome.
/// </summary>
internal sealed class HttpArea(SandboxState state) : ISandboxArea
{
    public static AreaDefinition Definition { get; } = new("http", state => new HttpArea(state))
    {
        Refuse = message => Results.Json(new { message }, statusCode: StatusCodes.Status422UnprocessableEntity),
    };

    public PlayedHosts Hosts { get; } = new(state.Gate);

    public void Map(RouteGroupBuilder folder) => folder.Map("/{host}/{**path}", AnswerAsync);

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
        var (host, path) = (request.RouteValues["host"] as string ?? "", $"/{request.RouteValues["path"]}");
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        if (Hosts.Take(new(request.Method, host, path, request.QueryString.Value ?? "", body, headers)) is { } told) return Answer(told.Status, told.Body);
        return Example(request) is { } example
            ? Answer((int)example["status"]!, example["body"]!.ToJsonString())
            : Results.Json(new { message = "Nothing is said of this request." }, statusCode: StatusCodes.Status404NotFound);
    }

    private static IResult Answer(int status, string body) =>
        body.Length == 0 ? Results.StatusCode(status) : Results.Text(body, "application/json", statusCode: status);

    private static JsonObject? Example(HttpRequest request) => request.Headers[HttpCaller.ExampleHeader].ToString() is { Length: > 0 } text
        ? JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(text))) as JsonObject
        : null;
}
