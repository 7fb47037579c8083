using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bot.Host.Access;
using Bot.Host.Desk.Operators;
using Bot.Host.Settings;
using Bot.Tests.Host.Console;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Tests.Host.Desk;

/// <summary>Operators come by an identity provider, over real HTTP.</summary>
public sealed class OpenIdTests(OpenIdTests.Running running) : IClassFixture<OpenIdTests.Running>
{
    private TestIdentityProvider Provider => running.Provider;

    private OperatorRepository Operators => running.Host.Services.GetRequiredService<OperatorRepository>();

    [Fact]
    public async Task Who_has_a_role_at_the_provider_comes_in_with_it_and_with_another_one_the_next_time()
    {
        Is("u-1", "Asha.Rao@example.com", "support");

        using var browser = new Browser(running.Host.Address);
        (await browser.ComeAsync()).Should().Be("/desk/sign-in?in");
        (await browser.MeAsync()).Should().Be("asha.rao watch answer");
        var exchanged = Provider.Exchanged.Last();
        exchanged["code_verifier"].Should().HaveLength(43, "PKCE proves that who began ends it");
        (await Operators.FindAsync("asha.rao", default)).Should().Match<Operator>(known => known.Hash.Length == 0 && known.Subject == $"{Provider.Address}|u-1");

        Is("u-1", "Asha.Rao@example.com", "support", "heads");
        await browser.ComeAsync();
        (await browser.MeAsync()).Should().Be("asha.rao watch answer manage privacy");
        (await running.Host.Services.GetRequiredService<AuditTrail>().ListAsync(0, 100, default))
            .Should().Contain(entry => entry.Who == "asha.rao" && entry.Act == "signIn" && entry.Why == "OpenID Connect");
    }

    [Theory]
    [InlineData("no role of the desk", "visitors")]
    [InlineData("a name of no form", "support")]
    [InlineData("a name of an account with a password", "support")]
    [InlineData("a name of another subject", "support")]
    [InlineData("a nonce of another sign-in", "support")]
    [InlineData("another audience", "support")]
    [InlineData("another issuer", "support")]
    [InlineData("a time that is over", "support")]
    [InlineData("another key", "support")]
    public async Task Who_may_not_is_sent_to_the_door_and_has_no_session(string why, string role)
    {
        await Operators.AddAsync("ravi", DeskHost.Password, ["manage"], default);
        await Operators.ComeAsync("taken", "https://elsewhere.example|u-9", ["manage"], default);
        Is("u-2", why.StartsWith("a name of no") ? "?" : why.Contains("password") ? "ravi" : why.Contains("subject") ? "taken" : "newcomer", role);
        Provider.SignsFalsely = why == "another key";
        Provider.Spoil = claims => _ = why switch
        {
            "a nonce of another sign-in" => claims["nonce"] = "other",
            "another audience" => claims["aud"] = "someone-else",
            "another issuer" => claims["iss"] = "https://elsewhere.example",
            "a time that is over" => claims["exp"] = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds(),
            _ => claims,
        };

        using var browser = new Browser(running.Host.Address);
        (await browser.ComeAsync()).Should().Be("/desk/sign-in?refused");
        (await browser.MeAsync()).Should().Be("401");
        (await Operators.FindAsync("newcomer", default)).Should().BeNull("no one came");
    }

    [Fact]
    public async Task Signing_out_ends_what_was_copied_too_and_the_provider_is_asked_again()
    {
        Is("u-5", "leela", "support");
        using var browser = new Browser(running.Host.Address);
        await browser.ComeAsync();
        using var copied = browser.Copy();
        (await copied.MeAsync()).Should().Be("leela watch answer");

        (await browser.SignOutAsync(token: "")).Should().Be(403, "a page elsewhere has no token");
        (await browser.SignOutAsync()).Should().Be(200);

        foreach (var one in new[] { browser, copied }) (await one.MeAsync()).Should().Be("401");
        var entries = await running.Host.Services.GetRequiredService<AuditTrail>().ListAsync(0, 100, default);
        entries.Where(entry => entry.Target == "leela").Select(entry => entry.Act).Should().Equal("signIn", "signOut");
        Is("u-5", "leela", "visitors");
        (await browser.ComeAsync()).Should().Be("/desk/sign-in?refused", "what the provider says now counts");
    }

    [ChromiumFact]
    public async Task An_operator_comes_by_the_button_of_the_door_and_goes_out_by_that_of_the_desk()
    {
        Is("u-6", "tara", "support");
        await using var chromium = await HeadlessChromium.StartAsync();
        var page = await chromium.OpenAsync(new() { Locale = "en-IN" });

        // By another name than the provider's, so that it is another site: browsers send no strict cookie along on the way back.
        await page.GotoAsync(new UriBuilder(running.Host.Address) { Host = "localhost", Path = "/desk" }.Uri.AbsoluteUri);
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with the company account" }).ClickAsync();
        await Expect(page.Locator("#me .who")).ToHaveTextAsync("tara");
        await page.WaitForSelectorAsync(".inbox");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForSelectorAsync("#sign-in");
        await page.GotoAsync(new UriBuilder(running.Host.Address) { Host = "localhost", Path = "/desk" }.Uri.AbsoluteUri);
        await page.WaitForSelectorAsync("#sign-in");
    }

    [Fact]
    public async Task The_handler_answers_its_own_path_alone()
    {
        Is("u-4", "meera", "support");
        using var browser = new Browser(running.Host.Address);
        await browser.ComeAsync();

        foreach (var path in new[] { "/signout-oidc", "/signout-callback-oidc", "/signin-oidc" }) (await browser.GoAsync(path)).Location.Should().BeEmpty(path);
        (await browser.MeAsync()).Should().Be("meera watch answer", "a page elsewhere ends no session");
    }

    [Fact]
    public async Task A_way_back_that_this_browser_did_not_begin_leads_nowhere()
    {
        Is("u-3", "stranger", "support");
        using var browser = new Browser(running.Host.Address);
        var (_, back) = await browser.BeginAsync();

        using var other = new Browser(running.Host.Address);
        (await other.GoAsync(back)).Location.Should().Be("/desk/sign-in?refused");
        (await browser.GoAsync("/desk/oidc?code=x&state=y")).Location.Should().Be("/desk/sign-in?refused");
        (await browser.GoAsync("/desk/oidc")).Location.Should().Be("/desk/sign-in?refused");
    }

    [Fact]
    public async Task One_who_is_disabled_comes_in_no_more_and_has_no_password_to_be_given()
    {
        Is("u-4", "meera", "support");
        using var browser = new Browser(running.Host.Address);
        await browser.ComeAsync();
        await Operators.AddAsync("kiran", DeskHost.Password, ["manage"], default);
        using var kiran = new DeskClient(running.Host.Address);
        await kiran.SignInAsync("kiran", DeskHost.Password);
        (await kiran.PostAsync("operators/meera", new { })).Status.Should().Be(409);
        using var door = new DeskClient(running.Host.Address);
        (await door.SignInAsync("meera", "no password would be hers")).Should().Be(401);

        (await kiran.PostAsync("operators/meera", new { disabled = true })).Status.Should().Be(200);

        (await browser.MeAsync()).Should().Be("401", "her session has ended");
        (await browser.ComeAsync()).Should().Be("/desk/sign-in?refused");
    }

    [Fact]
    public async Task A_provider_that_is_down_leads_back_to_the_door_where_passwords_still_do()
    {
        await using var host = await BotHost.StartAsync(new()
        {
            Settings = new Dictionary<string, string> { ["DESK_OIDC_AUTHORITY"] = "http://127.0.0.1:1", ["DESK_OIDC_CLIENT_ID"] = "desk" },
        });
        await host.Services.GetRequiredService<OperatorRepository>().AddAsync("asha", DeskHost.Password, ["answer"], default);
        using var browser = new Browser(host.Address);
        using var client = new DeskClient(host.Address);

        (await browser.GoAsync("/desk/api/openid")).Location.Should().Be("/desk/sign-in?refused");
        (await client.GetAsync("token")).Body.GetProperty("openId").GetBoolean().Should().BeTrue();
        (await client.SignInAsync("asha", DeskHost.Password)).Should().Be(200);
    }

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("https://login.example.com", "desk", "", "")]
    [InlineData("https://login.example.com", "", "", "DESK_OIDC_CLIENT_ID")]
    [InlineData("", "desk", "", "DESK_OIDC_AUTHORITY")]
    [InlineData("http://login.example.com", "desk", "", "DESK_OIDC_AUTHORITY")]
    [InlineData("https://login.example.com", "desk", "cn=a,heads=rule", "DESK_OIDC_ROLES")]
    [InlineData("https://login.example.com", "desk", "support", "DESK_OIDC_ROLES")]
    public void Faults_of_its_settings_are_told(string authority, string client, string roles, string fault)
    {
        var faults = OpenIdOptions.Faults(new() { Authority = authority, ClientId = client, Roles = roles });

        if (fault.Length == 0) faults.Should().BeEmpty();
        else faults.Should().ContainSingle().Which.Should().StartWith($"{fault}: ").And.Contain("write");
    }

    [Fact]
    public void Values_of_the_claim_mean_roles_and_without_a_meaning_their_own_names()
    {
        new OpenIdOptions().RolesOf(["answer", "admin", "privacy"]).Should().Equal("answer", "privacy");
        new OpenIdOptions { Roles = "cn=support=answer, heads=manage+privacy" }.RolesOf(["heads", "cn=support", "answer"]).Should().Equal("manage", "privacy", "answer");
    }

    private void Is(string subject, string name, params string[] roles)
    {
        (Provider.SignsFalsely, Provider.Spoil) = (false, _ => { });
        Provider.Person = new() { ["sub"] = subject, ["preferred_username"] = name, ["groups"] = roles };
    }

    /// <summary>What a browser does on the way, step by step.</summary>
    private sealed class Browser(Uri address) : IDisposable
    {
        private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };

        /// <summary>By hand: the client's own container takes none whose path is not that of the request, as browsers do.</summary>
        private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

        /// <summary>To the provider and back; returns where it ends.</summary>
        public async Task<string> ComeAsync()
        {
            var (_, back) = await BeginAsync();
            return (await GoAsync(back)).Location;
        }

        /// <summary>To the provider; returns the way there, and the way back that it names.</summary>
        public async Task<(string There, string Back)> BeginAsync()
        {
            var there = (await GoAsync("/desk/api/openid")).Location;
            return (there, (await GoAsync(there)).Location);
        }

        public async Task<(HttpStatusCode Status, string Location)> GoAsync(string path)
        {
            using var answer = await SendAsync(new Uri(path, UriKind.RelativeOrAbsolute));
            return (answer.StatusCode, answer.Headers.Location?.OriginalString ?? "");
        }

        /// <summary>Another browser with the same cookies, however it came by them.</summary>
        public Browser Copy()
        {
            var copy = new Browser(address);
            foreach (var (name, value) in _cookies) copy._cookies[name] = value;
            return copy;
        }

        /// <param name="token">Null for that of the page.</param>
        public async Task<int> SignOutAsync(string? token = null)
        {
            using var me = await SendAsync(new Uri("/desk/api/me", UriKind.Relative));
            token ??= JsonDocument.Parse(await me.Content.ReadAsStringAsync()).RootElement.GetProperty("token").GetString();
            using var answer = await SendAsync(new Uri("/desk/api/sign-out", UriKind.Relative), HttpMethod.Post, token);
            return (int)answer.StatusCode;
        }

        /// <summary>Name and roles of who is here; the status where no one is.</summary>
        public async Task<string> MeAsync()
        {
            using var answer = await SendAsync(new Uri("/desk/api/me", UriKind.Relative));
            if (!answer.IsSuccessStatusCode) return ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);

            var me = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            return $"{me.GetProperty("name").GetString()} {string.Join(' ', me.GetProperty("roles").EnumerateArray().Select(role => role.GetString()))}";
        }

        public void Dispose() => _client.Dispose();

        private async Task<HttpResponseMessage> SendAsync(Uri to, HttpMethod? method = null, string? token = null)
        {
            using var request = new HttpRequestMessage(method ?? HttpMethod.Get, to);
            if (method is not null) request.Content = JsonContent.Create(new { });
            if (token is { Length: > 0 }) request.Headers.Add("X-Desk-Token", token);
            if (_cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            var answer = await _client.SendAsync(request);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var given) ? given : [])
            {
                var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var left, var right] ? (left, right) : (cookie, "");
                if (value.Length == 0) _cookies.Remove(name);
                else _cookies[name] = value;
            }

            return answer;
        }
    }

    /// <summary>A provider and a host that trusts it.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal TestIdentityProvider Provider { get; private set; } = null!;

        internal BotHost Host { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Provider = await TestIdentityProvider.StartAsync();
            Host = await BotHost.StartAsync(new()
            {
                Settings = new Dictionary<string, string>
                {
                    ["DESK_OIDC_AUTHORITY"] = Provider.Address, ["DESK_OIDC_CLIENT_ID"] = TestIdentityProvider.ClientId,
                    ["DESK_OIDC_CLIENT_SECRET"] = TestIdentityProvider.ClientSecret, ["DESK_OIDC_ROLE_CLAIM"] = "groups",
                    ["DESK_OIDC_ROLES"] = "support=answer, heads=manage+privacy",
                },
            });
        }

        public async Task DisposeAsync()
        {
            await Host.DisposeAsync();
            await Provider.DisposeAsync();
        }
    }
}
