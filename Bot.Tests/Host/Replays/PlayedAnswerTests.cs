using System.Net;
using System.Net.Http.Json;
using Bot.Host.Replays;
using Bot.Sandbox;
using Bot.Tests.Examples;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Replays;

/// <summary>Lines of a script that say what the hosts of operations answer.</summary>
public sealed class PlayedAnswerTests : IDisposable
{
    private readonly ExampleFlows _flows = new("tyre-service");

    public void Dispose() => _flows.Dispose();

    [Fact]
    public async Task An_answer_that_is_not_asked_for_fails_the_script() =>
        (await PlayAsync("given http POST /bookings answers 201 {\"id\":\"T-1\"}\n> tyre\n< *\n"))
            .Should().Contain("answers that were not asked for: POST /bookings answers 201");

    [Fact]
    public async Task One_that_is_given_twice_and_asked_for_once_fails_too() =>
        (await PlayAsync("given http GET /days answers 404 2 times\n> tyre\n< *\n> 1\n< *\n> MH12AB1234\n< *\n< *\n")).Should().Contain("GET /days answers 404");

    [Fact]
    public async Task Where_nothing_is_said_the_example_of_the_first_outcome_is_answered() =>
        (await PlayAsync("> tyre\n< *\n> 1\n< *\n> MH12AB1234\n< When will you come?\\n1. Fri 20 Nov\\n2. Sat 21 Nov\n@ http GET /days 1\n")).Should().BeNull();

    [Fact]
    public async Task A_fault_that_never_happens_fails_the_script() =>
        (await PlayAsync("sandbox http status 503 /days\n> tyre\n< *\n")).Should().Contain("faults that never happened: http Status");

    [Theory]
    [InlineData("given http POST /bookings answers")]
    [InlineData("given http POST /bookings answers 201 {broken")]
    [InlineData("given http SEND /bookings answers 201")]
    [InlineData("given http POST bookings answers 201")]
    public void What_is_no_answer_is_told_with_its_place(string line) =>
        ReplayScript.Read("a.replay", $"# a\n{line}\n").Issues.Should().ContainSingle().Which.ToString().Should().StartWith("a.replay(2,1)");

    [Fact]
    public async Task By_hand_the_sandbox_is_told_what_a_host_answers_and_tells_what_was_asked()
    {
        await using var server = await LoopbackServer.OfSandboxAsync(new(TimeProvider.System));
        using var client = new HttpClient { BaseAddress = new(server.Address) };
        client.DefaultRequestHeaders.Add(SandboxEndpoints.OwnHeader, "1");

        (await client.PostAsJsonAsync("/sandbox/answers", new { answer = "POST /bookings answers 409 {\"state\":\"full\"}" })).StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.PostAsJsonAsync("/sandbox/answers", new { answer = "something" })).StatusCode.Should().Be(HttpStatusCode.BadRequest);

        var answer = await client.PostAsync(new Uri("/sandbox/http/api.shop.example/bookings", UriKind.Relative), null);
        (answer.StatusCode, await answer.Content.ReadAsStringAsync()).Should().Be((HttpStatusCode.Conflict, "{\"state\":\"full\"}"));
        (await client.GetStringAsync(new Uri("/sandbox/asked", UriKind.Relative))).Should().Contain("\"host\":\"api.shop.example\"");
    }

    private async Task<string?> PlayAsync(string script)
    {
        var (read, issues) = ReplayScript.Read("a.replay", script);
        issues.Should().BeEmpty();
        return (await ReplayPlayer.PlayAsync(read, _flows.Path, new Bot.Engine.Conversations.Observers([])))?.ToString();
    }
}
