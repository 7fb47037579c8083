using System.Net;
using System.Net.Http.Json;
using Bot.Host.Desk.Operators;
using Bot.Host.Desk.Pages;
using Bot.Host.Settings;
using Bot.Storage.Sealing;
using Bot.Tests.Host.Observability;
using Bot.Tests.Host.Settings;
using Bot.Tests.Support.Hosts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace Bot.Tests.Host.Desk;

public sealed class DeskCookieTests
{
    [Theory]
    [InlineData("Production", "__Host-bot-desk", true)]
    [InlineData("Development", "bot-desk", false)]
    public void Outside_of_Development_cookies_go_over_TLS_alone_and_to_this_very_host(string environment, string name, bool overTlsAlone)
    {
        using var services = Built(environment);
        var session = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(OperatorPrincipal.Scheme).Cookie;
        var token = services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie;

        (session.Name, token.Name).Should().Be((name, $"{name}-token"));
        foreach (var cookie in new[] { session, token })
        {
            // As it is written over the plain connection that a proxy makes.
            var written = cookie.Build(new DefaultHttpContext());
            (written.Secure, written.SameSite, written.HttpOnly, written.Path, written.Domain).Should().Be((overTlsAlone, SameSiteMode.Strict, true, "/", null));
        }
    }

    [Fact]
    public async Task In_Production_an_operator_signs_in_through_a_proxy_that_ends_TLS()
    {
        using var settings = new SettingsBench();
        await using var host = await BotHost.StartAsync(new() { Settings = new Dictionary<string, string>(settings.Complete().Process) { ["PORT"] = "0" } });
        await host.Services.GetRequiredService<OperatorRepository>().AddAsync("asha", DeskHost.Password, ["watch"], default);
        using var plain = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = host.Address };
        using var door = await plain.GetAsync("/desk/api/token");
        var token = (await door.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("token").GetString();

        using var signIn = new HttpRequestMessage(HttpMethod.Post, "/desk/api/sign-in")
        {
            Content = JsonContent.Create(new { name = "asha", password = DeskHost.Password }),
            Headers = { { "X-Desk-Token", token }, { "X-Forwarded-Proto", "https" }, { "Cookie", CookieOf(door) } },
        };
        using var signedIn = await plain.SendAsync(signIn);
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/desk/api/me") { Headers = { { "Cookie", CookieOf(signedIn) } } };
        using var me = await plain.SendAsync(ask);

        (door.StatusCode, signedIn.StatusCode, me.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK));
        foreach (var answer in new[] { door, signedIn })
            answer.Headers.GetValues("Set-Cookie").Should().AllSatisfy(cookie => cookie.Should().StartWith("__Host-").And.Contain("; secure"));
    }

    [Fact]
    public void A_token_that_is_given_leaves_no_warning_in_the_log()
    {
        var lines = new LogLines();
        using var log = new SerilogLoggerProvider(lines.Logger(), dispose: true);
        using var services = Built("Development", log);
        var context = new DefaultHttpContext { RequestServices = services };
        DeskAccess.SetHeaders(context.Response);

        services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken.Should().NotBeNullOrEmpty();

        lines.Events.Should().NotContain(line => line.Level >= LogEventLevel.Warning);
        context.Response.Headers.CacheControl.ToString().Should().Contain("no-store");
    }

    [Fact]
    public void No_ring_of_keys_is_written_at_the_start()
    {
        using var services = Built("Production");

        services.GetServices<IHostedService>().Should().BeEmpty();
    }

    [Fact]
    public void A_cookie_opens_at_every_host_with_the_key_and_for_its_purpose_alone()
    {
        var (one, another, stranger) = (Protection(BotHostOptions.SecretKey), Protection(BotHostOptions.SecretKey), Protection("another key of sixteen characters"));
        var sealedBytes = one.CreateProtector("session").Protect([1, 2, 3]);

        another.CreateProtector("session").Unprotect(sealedBytes).Should().Equal(1, 2, 3);
        foreach (var open in new Action[]
        {
            () => another.CreateProtector("token").Unprotect(sealedBytes), () => stranger.CreateProtector("session").Unprotect(sealedBytes),
            () => another.CreateProtector("session").Unprotect([.. sealedBytes[..^1], (byte)(sealedBytes[^1] ^ 1)]), () => another.CreateProtector("session").Unprotect([1]),
        })
        {
            open.Should().Throw<System.Security.Cryptography.CryptographicException>();
        }
    }

    private static string CookieOf(HttpResponseMessage answer) =>
        string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));

    private static SealedProtection Protection(string key) => new(new Secrets(key).Sealer);

    private static ServiceProvider Built(string environment, ILoggerProvider? log = null) => new ServiceCollection()
        .AddLogging(logs =>
        {
            if (log is not null) logs.AddProvider(log);
        })
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = environment })
        .AddSingleton(Options.Create(new DeskOptions()))
        .AddSingleton(new Secrets(BotHostOptions.SecretKey).Sealer)
        .AddDeskCookies()
        .BuildServiceProvider();
}
