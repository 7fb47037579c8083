using System.Net;
using System.Security.Claims;
using Bot.Host.Access;
using Bot.Host.Http;
using Bot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

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

    [Fact]
    public async Task Wrong_keys_of_an_address_are_turned_away_after_twenty_a_minute_and_right_ones_are_not()
    {
        var clock = new ManualClock();
        await using var host = await StartAsync(Keys, clock);

        for (var i = 0; i < WrongKeys.Limit; i++)
        {
            using var wrong = await AskAsync(host, "/any", "X-API-Key", $"guess-{i}");
            wrong.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        using var turnedAway = await AskAsync(host, "/any", "X-API-Key", "another guess");
        using var right = await AskAsync(host, "/any", "X-API-Key", "one-long-enough-key");
        clock.Advance(TimeSpan.FromMinutes(1));
        using var later = await AskAsync(host, "/any", "X-API-Key", "another guess");

        turnedAway.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        turnedAway.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(1));
        right.StatusCode.Should().Be(HttpStatusCode.OK);
        later.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("203.0.113.7", true)]
    [InlineData("203.0.113.8", false)]
    [InlineData("2001:db8:1:2::1", false)]
    public void Wrong_keys_of_an_address_turn_no_other_away(string address, bool turnedAway)
    {
        var wrong = new WrongKeys(new ManualClock(), NullLogger<WrongKeys>.Instance);
        for (var i = 0; i < WrongKeys.Limit; i++) wrong.Note(From("203.0.113.7"));

        var context = From(address);
        wrong.Note(context);

        WrongKeys.FailureOf(context).Should().Be(new RequestFailure.KeyMissing(turnedAway));

        static HttpContext From(string remote) => new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(remote) } };
    }

    [Fact]
    public async Task A_wrong_key_is_told_in_the_log_with_its_address_once_a_minute_and_never_the_key()
    {
        var clock = new ManualClock();
        await using var host = await StartAsync(Keys, clock);

        for (var i = 0; i < 3; i++) (await AskAsync(host, "/any", "X-API-Key", "guessed-by-somebody")).Dispose();
        host.Lines.Events.Where(line => line.Properties.ContainsKey("CallerAddress")).Should().ContainSingle()
            .Which.Properties["CallerAddress"].ToString().Should().Contain("127.0.0.1");
        clock.Advance(TimeSpan.FromMinutes(1));
        (await AskAsync(host, "/any", "X-API-Key", "guessed-by-somebody")).Dispose();

        host.Lines.Events.Where(line => line.Properties.ContainsKey("CallerAddress")).Should().HaveCount(2);
        host.Lines.Text.Should().NotContain("guessed-by-somebody");
    }

    private static Task<HostOnPort> StartAsync(string keys, TimeProvider? clock = null) => HostOnPort.StartAsync(
        services => (clock is null ? services : services.AddSingleton(clock)).AddAccess(),
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
