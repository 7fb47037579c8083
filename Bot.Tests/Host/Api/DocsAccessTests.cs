using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Bot.Host.Api;
using Bot.Host.Api.Docs;
using Bot.Tests.Host.Settings;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Api;

/// <summary>Who reads the pages that describe the API in Production.</summary>
public sealed class DocsAccessTests
{
    [Theory]
    [InlineData("/docs/index.html")]
    [InlineData("/DOCS/index.html")]
    [InlineData("/redoc/index.html")]
    [InlineData("/openapi/v1.json")]
    public async Task In_Production_a_page_asks_for_a_key(string path)
    {
        await using var host = await StartAsync();

        using var asked = await host.Client.GetAsync(path);
        using var keyed = await AskAsync(host, path, request => request.Headers.Add("X-API-Key", SettingsBench.ApiKey));
        using var typed = await AskAsync(host, path,
            request => request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{SettingsBench.ApiKey}"))));

        asked.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        asked.Headers.WwwAuthenticate.Should().ContainSingle(way => way.Scheme == "Basic");
        (keyed.StatusCode, typed.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_setting_opens_them()
    {
        await using var host = await StartAsync(open: true);

        (await host.Client.GetAsync("/openapi/v1.json")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_open_page_is_given_out_120_times_a_minute_and_address_and_to_callers_with_a_key_always()
    {
        await using var host = await StartAsync(open: true);
        for (var i = 0; i < DocsAccess.MostPages; i++)
            using (await host.Client.GetAsync("/openapi/v1.json", HttpCompletionOption.ResponseHeadersRead)) { }

        using var more = await host.Client.GetAsync("/openapi/v1.json");
        using var keyed = await AskAsync(host, "/openapi/v1.json", request => request.Headers.Add("X-API-Key", SettingsBench.ApiKey));

        more.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        more.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(1));
        keyed.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static Task<HostOnPort> StartAsync(bool open = false) => HostOnPort.StartAsync(
        services => services.AddSingleton<TimeProvider>(new ManualClock()).AddApiPipeline().AddDocs(),
        app =>
        {
            app.UseApiPipeline().UseDocs();
            app.MapDocs();
        },
        bench => bench.Complete().With("DOCS_OPEN", open ? "true" : ""));

    private static Task<HttpResponseMessage> AskAsync(HostOnPort host, string path, Action<HttpRequestMessage> set)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        set(request);
        return host.Client.SendAsync(request);
    }
}
