using System.Net.Http.Json;
using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Letters;

/// <summary>Dead letters over HTTP: listed by kind with numbers masked, shown, retried and resolved, counted by health.</summary>
public sealed class LetterRouteTests(LetterRouteTests.Running running) : IClassFixture<LetterRouteTests.Running>
{
    private const string Desk = "the-desk-sees-to-the-letters";
    private const string Everything = "a-key-that-may-do-everything";

    private BotHost Host => running.Host;

    [Fact]
    public async Task Letters_are_listed_by_kind_with_numbers_masked_and_page_by_page()
    {
        for (var at = 0; at < 3; at++) await PutAsync($"human.list.{at}", "human", "call 9876502001", at);

        var page = (await Host.GetAsync("/letters?kind=human&limit=2", Desk)).Body.GetProperty("data");
        page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("letter_id").GetString()).Should().Equal("human.list.2", "human.list.1");
        page.ToString().Should().NotContain("9876502001").And.Contain("XXXXXXXX2001");
        var next = (await Host.GetAsync($"/letters?kind=human&limit=2&after={page.GetProperty("next").GetString()}", Desk)).Body.GetProperty("data");
        next.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("letter_id").GetString()).Should().Equal("human.list.0");

        (await Host.GetAsync("/health/ready")).Body.GetProperty("dead_letters_by_kind").GetProperty("human").GetInt32().Should().Be(3);
        (await Host.GetAsync("/letters?kind=humane", Desk)).Status.Should().Be(422);
    }

    [Fact]
    public async Task One_is_shown_with_what_may_be_done_and_resolved_with_a_note()
    {
        await PutAsync("poison.one.1", "poison", "no agent 9876502001", 0);

        var shown = (await Host.GetAsync("/letters/poison.one.1", Desk)).Body.GetProperty("data");
        shown.GetProperty("acts").EnumerateArray().Select(act => act.GetString()).Should().Equal("resolve");
        shown.ToString().Should().NotContain("9876502001");
        (await Host.GetAsync("/letters/poison.one.1", Everything)).Body.ToString().Should().Contain("9876502001", "that key may see personal data");

        (await Host.PostAsync("/letters/poison.one.1/resolve", new { }, Desk)).Status.Should().Be(422);
        (await Host.PostAsync("/letters/poison.one.1/retry", new { }, Desk)).Status.Should().Be(409);
        (await Host.PostAsync("/letters/poison.one.1/settle", new { outcome = "done" }, Desk)).Status.Should().Be(409);
        (await Host.PostAsync("/letters/poison.one.1/resolve", new { note = "mended" }, Desk)).Status.Should().Be(200);

        var resolved = (await Host.GetAsync("/letters/poison.one.1", Desk)).Body.GetProperty("data").GetProperty("resolved");
        (resolved.GetProperty("how").GetString(), resolved.GetProperty("by").GetString(), resolved.GetProperty("note").GetString()).Should().Be(("resolved", "desk", "mended"));
        (await Host.GetAsync("/letters?resolved=true", Desk)).Body.ToString().Should().Contain("poison.one.1");
        (await Host.PostAsync("/letters/poison.one.1/resolve", new { note = "again" }, Desk)).Status.Should().Be(404);
    }

    [Fact]
    public async Task It_wants_a_key_with_the_scope() => (await Host.GetAsync("/letters", "a-key-for-the-codes-alone-xx")).Status.Should().Be(403);

    private Task PutAsync(string id, string kind, string reason, int minutes) => Host.Services.GetRequiredService<IStore>().AddDeadLetterAsync(
        new(id, "meta:919876502001", kind, reason, "the trace", DateTimeOffset.UtcNow.AddMinutes(minutes)), default);

    /// <summary>One host for all.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal BotHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await BotHost.StartAsync(new()
        {
            Settings = new Dictionary<string, string> { ["API_KEYS"] = $"desk:{Desk}:letters,all:{Everything},codes:a-key-for-the-codes-alone-xx:otp" },
        });

        public Task DisposeAsync() => Host.DisposeAsync().AsTask();
    }
}
