using System.Net;
using Bot.Host.Desk.Operators;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Desk;

/// <summary>Who gets in at the desk, what they may do there, and how it ends.</summary>
public sealed class SignInTests(DeskHost desk) : IClassFixture<DeskHost>
{
    [Fact]
    public async Task A_stranger_is_led_to_the_door_and_hears_nothing()
    {
        using var stranger = new DeskClient(desk.Host.Address);
        using var page = await stranger.RawAsync(new(HttpMethod.Get, "/desk"));
        using var door = await stranger.RawAsync(new(HttpMethod.Get, "/desk/sign-in"));

        (page.StatusCode, page.Headers.Location!.OriginalString).Should().Be((HttpStatusCode.Found, "/desk/sign-in"));
        door.StatusCode.Should().Be(HttpStatusCode.OK);
        door.Headers.GetValues("Content-Security-Policy").Should().ContainSingle(policy => policy.StartsWith("default-src 'none'") && !policy.Contains("unsafe"));
        foreach (var path in new[] { "me", "inbox", "events", "flows/menu", "conversations/x", "operators", "audit" })
            (await stranger.GetAsync(path)).Status.Should().Be(401, path);
    }

    [Fact]
    public async Task An_API_key_opens_nothing_at_the_desk_and_an_operator_nothing_of_the_API()
    {
        await using var production = await Bot.Tests.Support.Hosts.BotHost.StartAsync(new()
        {
            Settings = new Dictionary<string, string> { ["API_KEYS"] = "crm:a-key-that-may-do-everything" },
        });
        using var client = new DeskClient(production.Address);
        await production.Services.GetRequiredService<OperatorRepository>().AddAsync("asha", DeskHost.Password, ["manage"], default);

        (await production.GetAsync("/desk/api/inbox", "a-key-that-may-do-everything")).Status.Should().Be(401);
        (await client.SignInAsync("asha", DeskHost.Password)).Should().Be(200);
        using var sessions = await client.RawAsync(new(HttpMethod.Get, "/sessions"));
        sessions.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_cookie_is_of_this_host_alone_and_no_script_reads_it()
    {
        using var client = new DeskClient(desk.Host.Address);
        client.Token = (await client.GetAsync("token")).Body.GetProperty("token").GetString()!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/desk/api/sign-in")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { name = "ravi", password = DeskHost.Password }),
            Headers = { { "X-Desk-Token", client.Token } },
        };
        using var answer = await client.RawAsync(request);

        var cookie = answer.Headers.GetValues("Set-Cookie").Should().ContainSingle(one => one.StartsWith("bot-desk=")).Subject;
        cookie.Should().ContainAll("samesite=strict", "httponly", "path=/").And.NotContain("domain");
        cookie.Should().NotContain("expires", "it goes with the browser");
    }

    [Fact]
    public async Task What_changes_anything_needs_the_token_of_the_page()
    {
        using var client = await desk.SignInAsync("meera");
        var token = client.Token;

        client.Token = "";
        (await client.PostAsync("conversations/x/take", new { })).Status.Should().Be(403);
        client.Token = token[..^4] + "AAAA";
        (await client.PostAsync("conversations/x/take", new { })).Status.Should().Be(403);
        using var other = await desk.SignInAsync("asha");
        client.Token = other.Token;
        (await client.PostAsync("conversations/x/take", new { })).Status.Should().Be(403, "the token of another operator");
        client.Token = token;
        (await client.PostAsync("conversations/x/take", new { })).Status.Should().Be(404);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_an_operator_out_for_a_quarter_of_an_hour_and_say_no_more_than_one()
    {
        await desk.AddAsync("locked", "answer");
        using var client = new DeskClient(desk.Host.Address);
        client.Token = (await client.GetAsync("token")).Body.GetProperty("token").GetString()!;
        var (_, first) = await client.PostAsync("sign-in", new { name = "locked", password = "wrong" });
        for (var tries = 1; tries < SignIns.MostFailures; tries++) await client.PostAsync("sign-in", new { name = "locked", password = "wrong" });

        var (status, said) = await client.PostAsync("sign-in", new { name = "locked", password = DeskHost.Password });
        var (_, absent) = await client.PostAsync("sign-in", new { name = "no-such-one", password = DeskHost.Password });
        (status, said.ToString(), absent.ToString()).Should().Be((401, first.ToString(), first.ToString()));

        await desk.AdvanceAsync(SignIns.LockTime);
        (await client.SignInAsync("locked", DeskHost.Password)).Should().Be(200);
    }

    [Fact]
    public async Task A_session_ends_when_its_operator_signs_out_is_disabled_or_gets_another_password()
    {
        await desk.AddAsync("leaving", "answer");
        using var one = await desk.SignInAsync("leaving");
        using var another = await desk.SignInAsync("leaving");
        (await one.PostAsync("sign-out", new { })).Status.Should().Be(200);
        (await another.GetAsync("me")).Status.Should().Be(401);

        using var third = await desk.SignInAsync("leaving");
        await desk.Operators.SetPasswordAsync("leaving", DeskHost.Password, default);
        (await third.GetAsync("me")).Status.Should().Be(401);

        using var fourth = await desk.SignInAsync("leaving");
        await desk.Operators.DisableAsync("leaving", true, default);
        (await fourth.GetAsync("me")).Status.Should().Be(401);
        (await fourth.SignInAsync("leaving", DeskHost.Password)).Should().Be(401);
    }

    [Fact]
    public async Task A_session_ends_after_its_time()
    {
        await desk.AddAsync("tired", "answer");
        using var client = await desk.SignInAsync("tired");
        await desk.AdvanceAsync(TimeSpan.FromHours(11));
        (await client.GetAsync("me")).Status.Should().Be(200);
        await desk.AdvanceAsync(TimeSpan.FromHours(1.1));

        (await client.GetAsync("me")).Status.Should().Be(401);
    }

    [Theory]
    [InlineData("ravi", 403, 403)]
    [InlineData("asha", 404, 403)]
    [InlineData("kiran", 404, 200)]
    public async Task Roles_open_what_they_are_for(string name, int take, int audit)
    {
        using var client = await desk.SignInAsync(name);

        (await client.GetAsync("inbox")).Status.Should().Be(200);
        (await client.PostAsync("conversations/x/take", new { })).Status.Should().Be(take);
        (await client.GetAsync("audit")).Status.Should().Be(audit);
        (await client.GetAsync("operators")).Status.Should().Be(audit);
    }

    [Fact]
    public async Task A_role_that_is_taken_away_is_gone_with_the_next_request()
    {
        await desk.AddAsync("fallen", "manage");
        using var client = await desk.SignInAsync("fallen");
        await desk.Operators.SetRolesAsync("fallen", ["watch"], default);

        (await client.GetAsync("audit")).Status.Should().Be(403);
    }

    [Fact]
    public async Task A_manager_adds_operators_and_the_last_one_cannot_go()
    {
        using var kiran = await desk.SignInAsync("kiran");
        var (status, added) = await kiran.PostAsync("operators", new { name = "Newcomer", roles = new[] { "answer", "privacy" } });
        using var newcomer = new DeskClient(desk.Host.Address);

        status.Should().Be(200);
        (await newcomer.SignInAsync("newcomer", added.GetProperty("password").GetString()!)).Should().Be(200);
        (await kiran.PostAsync("operators", new { name = "newcomer", roles = new[] { "watch" } })).Status.Should().Be(409);
        (await kiran.PostAsync("operators", new { name = "a b", roles = new[] { "watch" } })).Status.Should().Be(422);
        (await kiran.PostAsync("operators", new { name = "other", roles = new[] { "root" } })).Status.Should().Be(422);
        (await kiran.PostAsync("operators/no-one", new { disabled = true })).Status.Should().Be(404);
        foreach (var one in (await desk.Operators.ListAsync(default)).Where(one => one.Roles.Contains("manage") && one.Name != "kiran"))
            await desk.Operators.DisableAsync(one.Name, true, default);
        (await kiran.PostAsync("operators/kiran", new { disabled = true })).Status.Should().Be(409);
        (await kiran.PostAsync("operators/kiran", new { roles = new[] { "answer" } })).Status.Should().Be(409);
    }
}
