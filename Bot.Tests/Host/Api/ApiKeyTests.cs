using System.Net;
using System.Security.Claims;
using Bot.Host.Access;
using Bot.Host.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Api;

public sealed class ApiKeyTests
{
    private const string Keys = "crm:one-long-enough-key,web:another-long-key:otp+leads";

    [Theory]
    [InlineData("X-API-Key", "one-long-enough-key", HttpStatusCode.OK, "crm")]
    [InlineData("x-api-key", "another-long-key", HttpStatusCode.OK, "web")]
    [InlineData("Authorization", "Bearer one-long-enough-key", HttpStatusCode.OK, "crm")]
    [InlineData("Authorization", "bearer another-long-key", HttpStatusCode.OK, "web")]
    [InlineData("Authorization", "Basic one-long-enough-key", HttpStatusCode.Unauthorized, "API key")]
    [InlineData("X-API-Key", "one-long-enough-ke", HttpStatusCode.Unauthorized, "API key")]
    [InlineData("X-Other", "", HttpStatusCode.Unauthorized, "API key")]
    public async Task Only_a_key_of_ours_opens(string header, string value, HttpStatusCode expected, string answer)
    {
        await using var host = await StartAsync(Keys);

        using var response = await AskAsync(host, "/any", header, value);

        response.StatusCode.Should().Be(expected);
        (await response.Content.ReadAsStringAsync()).Should().Contain(answer);
    }

    [Theory]
    [InlineData("one-long-enough-key", "/tags", HttpStatusCode.OK)]
    [InlineData("another-long-key", "/otp", HttpStatusCode.OK)]
    [InlineData("another-long-key", "/tags", HttpStatusCode.Forbidden)]
    public async Task A_key_with_scopes_opens_those_only(string key, string path, HttpStatusCode expected)
    {
        await using var host = await StartAsync(Keys);

        using var response = await AskAsync(host, path, "X-API-Key", key);

        response.StatusCode.Should().Be(expected);
    }

    [Fact]
    public async Task Without_keys_local_callers_alone_are_let_in()
    {
        await using var host = await StartAsync("");

        using var local = await AskAsync(host, "/any", "X-Other", "1");
        using var tunnelled = await AskAsync(host, "/any", "X-Forwarded-For", "203.0.113.7");

        (await local.Content.ReadAsStringAsync()).Should().Be("local");
        tunnelled.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task With_keys_local_callers_need_one_too()
    {
        await using var host = await StartAsync(Keys);

        (await host.Client.GetAsync("/any")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_body_is_not_read_before_the_key_is_known()
    {
        await using var host = await StartAsync(Keys);

        using var response = await host.Client.PostAsync("/bound", new StringContent("{ broken", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static Task<HostOnPort> StartAsync(string keys) => HostOnPort.StartAsync(
        services => services.AddAccess(),
        app =>
        {
            app.UseMiddleware<FailureHandler>().UseMiddleware<CallerMiddleware>().UseAuthorization();
            app.MapGet("/any", (ClaimsPrincipal user) => user.NameOf()).RequireKey();
            app.MapPost("/bound", (Dictionary<string, string> body) => body.Count).RequireKey();
            app.MapGet("/tags", context => context.Response.WriteAsync("tags")).RequireScope("tags");
            var group = app.MapGroup("/otp").RequireScope("otp");
            group.MapGet("", () => "otp");
        },
        bench => bench.With("API_KEYS", keys));

    private static async Task<HttpResponseMessage> AskAsync(HostOnPort host, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        return await host.Client.SendAsync(request);
    }
}
