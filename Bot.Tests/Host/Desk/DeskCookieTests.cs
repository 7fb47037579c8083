using Bot.Host.Desk.Operators;
using Bot.Host.Settings;
using Bot.Storage.Sealing;
using Bot.Tests.Support.Hosts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Host.Desk;

public sealed class DeskCookieTests
{
    [Theory]
    [InlineData("Production", "__Host-bot-desk", CookieSecurePolicy.Always)]
    [InlineData("Development", "bot-desk", CookieSecurePolicy.SameAsRequest)]
    public void Outside_of_Development_cookies_go_over_TLS_alone_and_to_this_very_host(string environment, string name, CookieSecurePolicy policy)
    {
        using var services = Built(environment);
        var session = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(OperatorPrincipal.Scheme).Cookie;
        var token = services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie;

        (session.Name, token.Name).Should().Be((name, $"{name}-token"));
        foreach (var cookie in new[] { session, token })
        {
            (cookie.SecurePolicy, cookie.SameSite, cookie.HttpOnly, cookie.Path, cookie.Domain)
                .Should().Be((policy, SameSiteMode.Strict, true, "/", null));
        }
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

    private static SealedProtection Protection(string key) => new(new Secrets(key).Sealer);

    private static ServiceProvider Built(string environment) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = environment })
        .AddSingleton(Options.Create(new DeskOptions()))
        .AddSingleton(new Secrets(BotHostOptions.SecretKey).Sealer)
        .AddDeskCookies()
        .BuildServiceProvider();
}
