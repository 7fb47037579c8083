using System.Text.Json;
using Bot.Engine.Conversations;
using Bot.Host.Access;
using Bot.Host.Desk.Inbox;
using Bot.Host.History;
using Bot.Storage.Abstractions;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Desk;

/// <summary>What operators do with conversations, over HTTP, with a person on a phone at the other end.</summary>
public sealed class TalkTests(DeskHost desk) : IClassFixture<DeskHost>
{
    [Fact]
    public async Task Who_asks_for_a_human_waits_in_the_inbox_is_answered_and_handed_back()
    {
        var person = desk.NewPerson();
        using var asha = await desk.SignInAsync("asha");
        await desk.SayAsync(person, "fastag", "human");
        var line = await InboxAsync(asha, "waiting", person);
        line!.Value.GetProperty("number").GetString().Should().StartWith("XXXX");
        var session = line.Value.GetProperty("session").GetString()!;

        (await asha.PostAsync($"conversations/{session}/write", new { text = "Good morning, this is Asha.", key = "k1" })).Status.Should().Be(200);
        (await asha.PostAsync($"conversations/{session}/write", new { text = "Good morning, this is Asha.", key = "k1" })).Status.Should().Be(200);
        await Eventually.Holds(async () => await desk.HeardAsync(person), heard => heard.Contains("Good morning, this is Asha."));
        await desk.SayAsync(person, "my tag does not work");
        (await InboxAsync(asha, "waiting", person)).Should().BeNull();
        (await InboxAsync(asha, "mine", person))!.Value.GetProperty("waitsSince").ValueKind.Should().Be(JsonValueKind.String);

        (await asha.PostAsync($"conversations/{session}/back", new { })).Status.Should().Be(200);
        await Eventually.Holds(async () => await desk.HeardAsync(person), heard => heard[^1].Contains("registered mobile number", StringComparison.Ordinal));
        (await InboxAsync(asha, "mine", person)).Should().BeNull();
        (await desk.HeardAsync(person)).Count(text => text == "Good morning, this is Asha.").Should().Be(1, "what is sent twice arrives once");

        var turns = (await asha.TalkAsync(session)).GetProperty("turns").EnumerateArray().ToList();
        turns.Select(turn => turn.GetProperty("act").GetString()).Should().Equal(null, null, "write", null, "back");
        turns[2].GetProperty("by").GetString().Should().Be("asha");
        turns[2].GetProperty("lines")[0].GetProperty("from").GetString().Should().Be("operator");
    }

    [Fact]
    public async Task One_operator_has_a_conversation_at_a_time()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "fastag");
        using var asha = await desk.SignInAsync("asha");
        using var meera = await desk.SignInAsync("meera");
        var session = await asha.SessionAsync(person);
        (await asha.PostAsync($"conversations/{session}/take", new { })).Status.Should().Be(200);

        (await meera.PostAsync($"conversations/{session}/take", new { })).Status.Should().Be(409);
        (await meera.PostAsync($"conversations/{session}/write", new { text = "hello" })).Status.Should().Be(409);
        (await meera.PostAsync($"conversations/{session}/take", new { from = "asha" })).Status.Should().Be(200);
        (await asha.PostAsync($"conversations/{session}/write", new { text = "hello" })).Status.Should().Be(409);
        (await InboxAsync(asha, "others", person)).Should().NotBeNull();
    }

    [Fact]
    public async Task Handed_back_to_a_question_too_far_ahead_the_missing_answers_are_told()
    {
        var (person, session, asha) = await TakenAsync("loan", "1");
        using var _ = asha;

        var (status, said) = await asha.PostAsync($"conversations/{session}/back", new { state = "email" });
        status.Should().Be(409);
        said.GetProperty("message").GetString().Should().Contain("Not answered yet: ").And.Contain("amount");
        (await asha.PostAsync($"conversations/{session}/back", new { state = "no-such-question" })).Status.Should().Be(422);
        (await asha.TalkAsync(session)).GetProperty("talk").GetProperty("by").GetString().Should().Be("asha", "what is refused changes nothing");
        (await asha.PostAsync($"conversations/{session}/back", new { state = "amount" })).Status.Should().Be(200);
        (await asha.TalkAsync(session)).GetProperty("talk").GetProperty("withHuman").GetBoolean().Should().BeFalse();
        await Eventually.Holds(async () => (await desk.HeardAsync(person)).Count, count => count >= 3);
    }

    [Fact]
    public async Task An_answer_for_the_person_is_taken_as_theirs_and_a_wrong_one_reaches_no_one()
    {
        var (person, session, asha) = await TakenAsync("loan", "1");
        using var _ = asha;
        var before = await SettledAsync(person);

        (await asha.PostAsync($"conversations/{session}/answer", new { text = "a lot" })).Status.Should().Be(422);
        (await desk.HeardAsync(person)).Should().HaveCount(before);
        (await asha.PostAsync($"conversations/{session}/answer", new { text = "50 lakh" })).Status.Should().Be(200);
        var talk = (await asha.TalkAsync(session)).GetProperty("talk");
        (talk.GetProperty("state").GetString(), talk.GetProperty("withHuman").GetBoolean()).Should().Be(("tenure", false));
        await Eventually.Holds(async () => (await desk.HeardAsync(person)).Count, count => count > before);
    }

    [Fact]
    public async Task Personal_answers_are_struck_until_they_are_asked_for_and_that_stands_in_the_audit_log()
    {
        var (_, session, asha) = await TakenAsync("loan", "1", "50 lakh", "20", "Ravi", "Kumar", "BCDPK4321F");
        using var _1 = asha;
        using var ravi = await desk.SignInAsync("ravi");
        var shown = await asha.TalkAsync(session);

        shown.ToString().Should().NotContain("BCDPK4321F").And.NotContain("Kumar");
        (await ravi.TalkAsync(session)).GetProperty("talk").GetProperty("number").GetString().Should().StartWith("XXXX");
        (await ravi.PostAsync($"conversations/{session}/reveal", new { slot = "pan" })).Status.Should().Be(403);
        var struck = shown.GetProperty("turns").EnumerateArray().Single(turn => turn.GetProperty("place").GetString() == "loan-lead/lastName").GetProperty("version").GetInt64();
        (await RevealedAsync(new { slot = "pan" })).Should().Equal("BCDPK4321F");
        (await RevealedAsync(new { turn = struck }))[0].Should().Be("Kumar");
        (await asha.PostAsync($"conversations/{session}/reveal", new { slot = "no-such-slot" })).Status.Should().Be(422);
        (await ActsAsync(session)).Should().Equal("take", "reveal answer pan", $"reveal turn {struck}");

        async Task<string?[]> RevealedAsync(object wanted) =>
            [.. (await asha.PostAsync($"conversations/{session}/reveal", wanted)).Body.GetProperty("lines").EnumerateArray().Select(line => line.GetString())];
    }

    [Fact]
    public async Task What_the_bot_says_of_personal_answers_is_struck_as_well()
    {
        var (_, session, asha) = await TakenAsync("loan", "1", "50 lakh", "20", "Ravi", "Kumar", "BCDPK4321F", "ravi@mail.example", "12-05-1990", "skip", "411001", "9876501234");
        using var _1 = asha;

        var shown = await asha.TalkAsync(session);
        shown.ToString().Should().ContainAny("•••").And.NotContainAny("Kumar", "BCDPK4321F", "ravi@mail", "98765 01234", "9876501234");
    }

    [Fact]
    public async Task Outside_the_window_only_a_template_goes()
    {
        var (person, session, asha) = await TakenAsync("loan");
        using var _ = asha;
        await desk.AdvanceAsync(TimeSpan.FromHours(24.1));
        await asha.SignInAsync("asha", DeskHost.Password);

        (await asha.PostAsync($"conversations/{session}/write", new { text = "hello" })).Status.Should().Be(409);
        (await asha.PostAsync($"conversations/{session}/write", new { template = new { name = "" } })).Status.Should().Be(422);
        (await asha.PostAsync($"conversations/{session}/write", new { template = new { name = "call_back", parameters = new[] { "Asha" } } })).Status.Should().Be(200);
        await Eventually.Holds(async () => (await desk.Host.GetAsync($"/sandbox/sent?to={person}")).Body,
            sent => sent.EnumerateArray().Any(one => one.GetProperty("kind").GetString() == "template"));
    }

    [Fact]
    public async Task Who_wants_no_messages_is_sent_no_template()
    {
        var (person, session, asha) = await TakenAsync("loan");
        using var _ = asha;
        await desk.Host.Services.GetRequiredService<Subscriptions>()
            .SetAsync(new("meta", DateTimeOffset.MaxValue, person, Subscribed: false, MarketingOnly: false), default);
        var (status, body) = await asha.PostAsync($"conversations/{session}/write", new { template = new { name = "call_back", parameters = new[] { "Asha" } } });

        (status, body.ToString().Contains("The person wants no messages.", StringComparison.Ordinal)).Should().Be((409, true));
    }

    [Fact]
    public async Task When_the_time_of_the_human_is_over_the_bot_asks_on_by_itself_but_not_outside_the_window()
    {
        var (person, session, asha) = await TakenAsync("loan", "1");
        using var _ = asha;
        var before = await SettledAsync(person);
        var over = desk.Host.Services.GetRequiredService<HumanTimeOver>();
        await asha.PostAsync($"conversations/{session}/write", new { text = "One moment" });
        await desk.AdvanceAsync(TimeSpan.FromHours(1.9));
        await over.HandBackAsync(default);
        (await asha.TalkAsync(session)).GetProperty("talk").GetProperty("withHuman").GetBoolean().Should().BeTrue();

        await desk.AdvanceAsync(TimeSpan.FromHours(0.2));
        await over.HandBackAsync(default);
        (await asha.TalkAsync(session)).GetProperty("talk").GetProperty("withHuman").GetBoolean().Should().BeFalse();
        await Eventually.Holds(async () => await desk.HeardAsync(person), heard => heard.Count == before + 2 && heard[^1] == heard[before - 1]);

        await asha.PostAsync($"conversations/{session}/take", new { });
        await desk.AdvanceAsync(TimeSpan.FromHours(25));
        await over.HandBackAsync(default);
        await asha.SignInAsync("asha", DeskHost.Password);
        (await asha.TalkAsync(session)).GetProperty("talk").GetProperty("withHuman").GetBoolean().Should().BeTrue("it could not be asked");
    }

    [Theory]
    [InlineData("""{"text":"   "}""")]
    [InlineData("""{"link":"http://files.example/a.png"}""")]
    [InlineData("""{"link":"javascript:alert(1)"}""")]
    [InlineData("""{"text":null}""")]
    public async Task What_cannot_be_sent_is_refused_with_a_sentence(string body)
    {
        var (_, session, asha) = await TakenAsync("loan");
        using var _1 = asha;

        var (status, said) = await asha.PostAsync($"conversations/{session}/write", JsonDocument.Parse(body).RootElement);

        (status, said.GetProperty("message").GetString()!.Length > 10).Should().Be((422, true));
    }

    [Fact]
    public async Task Notes_are_for_colleagues_and_reach_no_person()
    {
        var (person, session, asha) = await TakenAsync("loan");
        using var _ = asha;
        var before = await SettledAsync(person);
        (await asha.PostAsync($"conversations/{session}/notes", new { text = "Calls back on Monday" })).Status.Should().Be(200);
        (await asha.PostAsync($"conversations/{session}/notes", new { text = " " })).Status.Should().Be(422);

        (await asha.TalkAsync(session)).GetProperty("notes")[0].GetProperty("text").GetString().Should().Be("Calls back on Monday");
        (await desk.HeardAsync(person)).Should().HaveCount(before);
    }

    [Fact]
    public async Task What_operators_did_is_computed_again_from_the_turn_log_byte_for_byte()
    {
        var (person, session, asha) = await TakenAsync("loan", "1");
        using var _ = asha;
        await asha.PostAsync($"conversations/{session}/write", new { text = "How much do you need?" });
        await desk.SayAsync(person, "fifty");
        await asha.PostAsync($"conversations/{session}/answer", new { text = "50 lakh" });
        await asha.PostAsync($"conversations/{session}/take", new { });
        await asha.PostAsync($"conversations/{session}/back", new { state = "amount" });

        var store = desk.Host.Services.GetRequiredService<IStore>();
        var history = ActivatorUtilities.CreateInstance<ConversationHistory>(desk.Host.Services);
        var stored = (await store.LoadAsync($"meta:{person}", default))!;
        stored.Version.Should().Be(8);
        TurnReplay.Bytes((await history.AtAsync(stored.Conversation, stored.Version, default)).Session).Should().Equal(TurnReplay.Bytes(stored.Session));
    }

    [Fact]
    public async Task The_inbox_is_searched_by_number_name_flow_and_state_and_goes_on_page_by_page()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "loan", "1");
        using var asha = await desk.SignInAsync("asha");

        foreach (var search in new[] { person, person[2..], $"+91 {person[2..7]} {person[7..]}" }) (await asha.SessionAsync(search)).Should().NotBeEmpty();
        foreach (var search in new[] { "loan-lead", "AMOUNT", "asha" }) (await FoundAsync($"q={search}")).Should().NotBeEmpty(search);
        (await FoundAsync("list=live&flow=loan-lead&state=amount")).Should().NotBeEmpty().And.OnlyContain(line => line.GetProperty("state").GetString() == "amount");
        (await FoundAsync("q=nothing-of-the-kind")).Should().BeEmpty();
        (await asha.GetAsync("inbox?list=everything")).Status.Should().Be(422);

        async Task<List<JsonElement>> FoundAsync(string query) => [.. (await asha.GetAsync($"inbox?{query}")).Body.GetProperty("items").EnumerateArray()];
    }

    [Fact]
    public async Task Words_are_found_within_one_person_and_struck_ones_are_not()
    {
        var (_, session, asha) = await TakenAsync("loan", "1", "50 lakh", "20", "Ravi", "Kumar", "BCDPK4321F");
        using var _1 = asha;

        (await FoundAsync("Kumar")).Should().Be(0);
        (await FoundAsync("loan")).Should().BePositive();

        async Task<int> FoundAsync(string words) => (await asha.GetAsync($"conversations/{session}/turns?q={words}")).Body.GetProperty("turns").GetArrayLength();
    }

    [Fact]
    public async Task What_moves_is_pushed_to_an_open_desk()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "loan");
        using var asha = await desk.SignInAsync("asha");
        var session = await asha.SessionAsync(person);
        using var stream = await asha.RawAsync(new(HttpMethod.Get, "/desk/api/events"), HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        stream.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        await lines.ReadLineAsync();

        await desk.SayAsync(person, "human");

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.StartsWith("data:", StringComparison.Ordinal)) continue;
            var moved = JsonDocument.Parse(line[5..]).RootElement;
            if (moved.GetProperty("handed").GetBoolean() && moved.GetProperty("sessions").EnumerateArray().Any(one => one.GetString() == session)) return;
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private async Task<(string Person, string Session, DeskClient Asha)> TakenAsync(params IReadOnlyList<string> said)
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, said);
        var asha = await desk.SignInAsync("asha");
        var session = await asha.SessionAsync(person);
        (await asha.PostAsync($"conversations/{session}/take", new { })).Status.Should().Be(200);
        return (person, session, asha);
    }

    /// <summary>How many messages have reached the phone, when none waits any more.</summary>
    private async Task<int> SettledAsync(string person)
    {
        var store = desk.Host.Services.GetRequiredService<IConversationInspector>();
        await Eventually.Holds(async () => (await store.OutboxAsync($"meta:{person}", finished: false, 1, default)).Count, count => count == 0);
        return (await desk.HeardAsync(person)).Count;
    }

    private static async Task<JsonElement?> InboxAsync(DeskClient client, string list, string person)
    {
        var session = await client.SessionAsync(person);
        return (await client.GetAsync($"inbox?list={list}")).Body.GetProperty("items").EnumerateArray().Select(line => (JsonElement?)line)
            .FirstOrDefault(line => line!.Value.GetProperty("session").GetString() == session);
    }

    private async Task<IReadOnlyList<string>> ActsAsync(string session) =>
        [.. (await desk.Host.Services.GetRequiredService<AuditTrail>().ListAsync(0, 10_000, default))
            .Where(entry => entry.Target == session).Select(entry => $"{entry.Act} {entry.Why}".Trim())];
}
