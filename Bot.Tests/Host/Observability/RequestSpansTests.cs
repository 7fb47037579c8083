using System.Diagnostics;
using Bot.Host.Observability;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Host.Observability;

public sealed class RequestSpansTests
{
    [Fact]
    public async Task A_request_is_a_span_by_the_conventions_in_the_trace_of_its_caller()
    {
        using var trace = new TraceRecorder();
        await using var host = await StartAsync();

        await GetAsync(host, "/agents/7?pass=hunter2", trace);

        var span = trace.Spans.Should().ContainSingle().Subject;
        (span.DisplayName, span.Kind, span.Status).Should().Be(("GET /agents/{id}", ActivityKind.Server, ActivityStatusCode.Unset));
        span.TagObjects.Should().BeEquivalentTo(new Dictionary<string, object>
        {
            ["http.request.method"] = "GET", ["http.route"] = "/agents/{id}", ["url.scheme"] = "http", ["url.path"] = "/agents/7", ["http.response.status_code"] = 200,
        });
    }

    [Theory]
    [InlineData("/busy", "503", ActivityStatusCode.Error)]
    [InlineData("/broken", "System.InvalidOperationException", ActivityStatusCode.Error)]
    [InlineData("/nowhere", null, ActivityStatusCode.Unset)]
    public async Task A_fault_of_the_host_is_an_error_of_the_span(string path, string? type, ActivityStatusCode status)
    {
        using var trace = new TraceRecorder();
        await using var host = await StartAsync();

        await GetAsync(host, path, trace);

        var span = trace.Spans.Should().ContainSingle().Subject;
        (span.Status, span.GetTagItem("error.type")).Should().Be((status, type));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/metrics")]
    public async Task Probes_and_scrapes_have_no_span(string path)
    {
        using var trace = new TraceRecorder();
        await using var host = await StartAsync();

        await GetAsync(host, path, trace);

        trace.Spans.Should().BeEmpty();
    }

    private static Task<HostOnPort> StartAsync() => HostOnPort.StartAsync(_ => { }, app =>
    {
        app.UseMiddleware<RequestSpans>();
        app.MapGet("/agents/{id}", context => Task.CompletedTask);
        app.MapGet("/health", context => Task.CompletedTask);
        app.MapGet("/metrics", context => Task.CompletedTask);
        app.MapGet("/broken", Task (context) => throw new InvalidOperationException("broken"));
        app.MapGet("/busy", context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
    });

    /// <summary>The answer's end may reach the caller before the span's: the host has ended each request when it has stopped.</summary>
    private static async Task GetAsync(HostOnPort host, string path, TraceRecorder trace)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("traceparent", trace.Context);
        using var response = await host.Client.SendAsync(request);
        await host.StopAsync();
    }
}
