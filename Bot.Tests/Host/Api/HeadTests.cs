using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Api;

/// <summary>HEAD wherever GET is mapped, in the whole host with its console and its sandbox.</summary>
public sealed class HeadTests
{
    [Fact]
    public async Task Every_mapped_get_route_answers_head_with_the_same_status_and_no_body()
    {
        await using var host = await RealHost.StartAsync(console: true);
        var paths = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? false)
            .Select(endpoint => endpoint.RoutePattern.RawText!.Replace("{**", "", StringComparison.Ordinal).Replace("{*", "", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal))
            .Distinct().ToList();
        paths.Should().Contain(["/health", "/health/ready", "/agents/", "/console/events", "/webhook", "/openapi/v1.json", "/"]);

        var wrong = new List<string>();
        foreach (var path in paths.Concat(["/docs/index.html", "/redoc/index.html"]))
        {
            var get = await host.StatusAsync(HttpMethod.Get, path);
            var head = await host.StatusAsync(HttpMethod.Head, path);
            if (get.Status == HttpStatusCode.MethodNotAllowed || head.Status != get.Status || head.Length > 0) wrong.Add($"{path}: GET {get.Status}, HEAD {head.Status} with {head.Length} bytes");
        }

        wrong.Should().BeEmpty();
    }
}
