using System.Net;
using System.Text.Json;

namespace Bot.Tests.Host.Api;

/// <summary>The pages that describe the API, of the whole host: open to everybody, with keys set.</summary>
[Collection(OnGuardedHost.Name)]
public sealed class DocsPageTests(GuardedHost guarded)
{
    [Theory]
    [InlineData("/docs", "swagger-ui")]
    [InlineData("/docs/index.html", "swagger-ui")]
    [InlineData("/redoc", "redoc")]
    [InlineData("/redoc/index.html", "redoc")]
    public async Task A_page_is_told_in_HTML_to_everybody(string path, string word)
    {
        using var response = await guarded.Host.Client.GetAsync(new Uri(path, UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        (await response.Content.ReadAsStringAsync()).Should().Contain(word).And.Contain("Bot API");
    }

    [Theory]
    [InlineData("/docs/swagger-ui.css", "text/css")]
    [InlineData("/docs/swagger-ui-bundle.js", "text/javascript")]
    public async Task What_a_page_needs_comes_from_the_host_itself(string path, string type)
    {
        using var response = await guarded.Host.Client.GetAsync(new Uri(path, UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be(type);
    }

    [Theory]
    [InlineData("/docs/nothing-here")]
    [InlineData("/redoc/nothing-here")]
    [InlineData("/openapi/v2.json")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var response = await guarded.Host.Client.GetAsync(new Uri(path, UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_description_is_JSON_and_names_every_area()
    {
        using var response = await guarded.Host.Client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        using var description = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        description.RootElement.GetProperty("openapi").GetString().Should().StartWith("3.");
        description.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name.Split('/')[1]).Distinct().Should().Contain(["api_v1", "agents", "fastags", "sessions", "vehicles"]);
    }

    [Fact]
    public async Task The_description_is_sent_once_to_a_caller_that_keeps_it()
    {
        using var first = await guarded.Host.Client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        using var again = await guarded.Host.Client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        using var known = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        known.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var unchanged = await guarded.Host.Client.SendAsync(known);

        again.Headers.ETag.Should().Be(first.Headers.ETag);
        (await again.Content.ReadAsByteArrayAsync()).Should().Equal(await first.Content.ReadAsByteArrayAsync());
        unchanged.StatusCode.Should().Be(HttpStatusCode.NotModified);
        (await unchanged.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/docs/index.html")]
    [InlineData("/redoc/index.html")]
    [InlineData("/openapi/v1.json")]
    public async Task A_page_is_framed_by_none_and_loads_from_nowhere_else(string path)
    {
        using var response = await guarded.Host.Client.GetAsync(new Uri(path, UriKind.Relative));

        response.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("frame-ancestors 'none'").And.Contain("default-src 'none'").And.NotContain("http");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        response.Headers.GetValues("X-Frame-Options").Should().Equal("DENY");
    }

    [Theory]
    [InlineData("/agents", 401)]
    [InlineData("/sandbox/media/nothing", 404)]
    [InlineData("/health", 200)]
    public async Task No_answer_lets_a_browser_guess_its_type(string path, int status)
    {
        using var response = await guarded.Host.Client.GetAsync(new Uri(path, UriKind.Relative));

        ((int)response.StatusCode, response.Headers.GetValues("X-Content-Type-Options").Single()).Should().Be((status, "nosniff"));
    }

    [Fact]
    public async Task The_description_gives_no_key_away()
    {
        var description = await guarded.Host.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));

        description.Should().NotContainAny(GuardedHost.AnyKey, GuardedHost.OtpKey, GuardedHost.LeadsKey);
    }
}
