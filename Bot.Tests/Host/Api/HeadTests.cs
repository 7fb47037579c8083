using System.Net;
using Bot.Tests.Support.Hosts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Api;

/// <summary>HEAD wherever GET is mapped, in the whole host with its console and its sandbox.</summary>
public sealed class HeadTests
{
    [Fact]
    public async Task Every_mapped_get_route_answers_head_with_the_same_status_and_no_body()
    {
        await using var host = await BotHost.StartAsync(new() { Settings = new Dictionary<string, string> { ["CONSOLE"] = "true" } });
        var paths = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? false)
            .Select(endpoint => Filled(endpoint.RoutePattern.RawText!))
            .Distinct().ToList();
        paths.Should().Contain(["/health", "/health/ready", "/agents/", "/console/events", "/webhook", "/openapi/v1.json", "/"]);

        var wrong = new List<string>();
        foreach (var path in paths.Concat(["/docs/index.html", "/redoc/index.html"]))
        {
            var get = await StatusAsync(host, HttpMethod.Get, path);
            var head = await StatusAsync(host, HttpMethod.Head, path);
            if (get.Status == HttpStatusCode.MethodNotAllowed || head.Status != get.Status || head.Length > 0) wrong.Add($"{path}: GET {get.Status}, HEAD {head.Status} with {head.Length} bytes");
        }

        wrong.Should().BeEmpty();
    }

    /// <summary>The pattern with the names of its parameters for their values.</summary>
    private static string Filled(string pattern) =>
        new[] { "{**", "{*", "{", "}" }.Aggregate(pattern.Replace("{documentName}", "v1", StringComparison.Ordinal), (path, sign) => path.Replace(sign, "", StringComparison.Ordinal));

    /// <summary>The status, and how long the body is; a GET whose body never ends is left after its headers.</summary>
    private static async Task<(HttpStatusCode Status, int Length)> StatusAsync(BotHost host, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (response.StatusCode, method == HttpMethod.Head ? (await response.Content.ReadAsByteArrayAsync()).Length : 0);
    }
}
