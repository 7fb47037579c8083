using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Bot.Host.Access;
using Bot.Host.Console;
using Bot.Host.Http;
using Bot.Tests.Host.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Console;

public sealed class ConsoleAccessTests
{
    private const string Key = "one-long-enough-key-of-the-crm";

    private const string Other = "another-long-key-of-the-website";

    [Theory]
    [InlineData(true, "", "", HttpStatusCode.OK)]
    [InlineData(true, "Origin", "https://evil.example", HttpStatusCode.Unauthorized)]
    [InlineData(true, "X-Forwarded-For", "203.0.113.7", HttpStatusCode.Unauthorized)]
    [InlineData(true, "Sec-Fetch-Site", "cross-site", HttpStatusCode.Unauthorized)]
    [InlineData(false, "", "", HttpStatusCode.Unauthorized)]
    [InlineData(false, "X-API-Key", Key, HttpStatusCode.OK)]
    [InlineData(false, "X-API-Key", Other, HttpStatusCode.Forbidden)]
    [InlineData(false, "X-API-Key", "no-key-of-ours-at-all", HttpStatusCode.Unauthorized)]
    public async Task Local_callers_in_Development_see_it_and_others_with_a_key(bool development, string header, string value, HttpStatusCode expected)
    {
        await using var host = await StartAsync(development);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (header.Length > 0) request.Headers.Add(header, value);

        using var answer = await host.Client.SendAsync(request);

        answer.StatusCode.Should().Be(expected);
        answer.Headers.GetValues("Content-Security-Policy").Should().ContainSingle(policy => policy.StartsWith("default-src 'none'") && !policy.Contains("unsafe"));
    }

    [Fact]
    public async Task A_browser_is_asked_for_the_key_and_shows_it_as_a_password()
    {
        await using var host = await StartAsync(development: false);
        using var asked = await host.Client.GetAsync(new Uri("/", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Key}")));

        using var answer = await host.Client.SendAsync(request);

        asked.Headers.WwwAuthenticate.Should().ContainSingle(way => way.Scheme == "Basic");
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.Forbidden)]
    [InlineData(true, HttpStatusCode.OK)]
    public async Task What_changes_anything_must_come_from_the_page_itself(bool own, HttpStatusCode expected)
    {
        await using var host = await StartAsync(development: true);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        if (own) request.Headers.Add(ConsoleAccess.OwnHeader, "1");

        using var answer = await host.Client.SendAsync(request);

        answer.StatusCode.Should().Be(expected);
    }

    [Theory]
    [InlineData("Development", null, true)]
    [InlineData("Development", "false", false)]
    [InlineData("Production", null, false)]
    [InlineData("Production", "true", true)]
    public void It_is_on_in_Development_and_elsewhere_only_when_switched_on(string environment, string? setting, bool on)
    {
        using var bench = new SettingsBench().Complete().With("ASPNETCORE_ENVIRONMENT", environment);
        if (setting is not null) bench.With("CONSOLE", setting);

        bench.Read().Console.Enabled.Should().Be(on);
    }

    private static Task<HostOnPort> StartAsync(bool development) => HostOnPort.StartAsync(
        services => services.AddAccess().AddConsole(),
        app =>
        {
            app.UseMiddleware<FailureHandler>().UseMiddleware<CallerMiddleware>().UseAuthorization();
            app.MapMethods("/", ["GET", "POST"], (HttpContext context) => context.Response.WriteAsync("in")).RequireConsoleAccess();
        },
        bench => _ = development
            ? bench.With("API_KEYS", $"crm:{Key},web:{Other}:otp")
            : bench.Complete().With("API_KEYS", $"crm:{Key},web:{Other}:otp"));
}
