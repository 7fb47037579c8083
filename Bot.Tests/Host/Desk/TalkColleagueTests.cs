using System.Text.Json;
using Bot.Host.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Desk;

/// <summary>Two operators at one conversation.</summary>
[Collection(DeskHostCollection.Name)]
public sealed class TalkColleagueTests(DeskHost desk)
{
    [Fact]
    public async Task Of_two_who_take_over_at_once_one_has_the_conversation_and_the_other_hears_so()
    {
        const int Times = 6;
        using var asha = await desk.SignInAsync("asha");
        using var meera = await desk.SignInAsync("meera");
        for (var time = 0; time < Times; time++)
        {
            var person = desk.NewPerson();
            await desk.SayAsync(person, "loan");
            var session = await asha.SessionAsync(person);

            var both = await Task.WhenAll(asha.PostAsync($"conversations/{session}/take", new { }), meera.PostAsync($"conversations/{session}/take", new { }));

            both.Select(one => one.Status).Should().BeEquivalentTo([200, 409]);
            var by = (await asha.TalkAsync(session)).GetProperty("talk").GetProperty("by").GetString();
            by.Should().Be(both[0].Status == 200 ? "asha" : "meera");
            both.Single(one => one.Status == 409).Body.GetProperty("message").GetString().Should().StartWith($"{by} has this conversation");
        }
    }

    [Fact]
    public async Task What_a_colleague_has_is_neither_handed_back_nor_answered_nor_ended()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "loan", "1");
        using var asha = await desk.SignInAsync("asha");
        using var meera = await desk.SignInAsync("meera");
        var session = await asha.SessionAsync(person);
        await asha.PostAsync($"conversations/{session}/take", new { });

        foreach (var (act, body) in new (string, object)[] { ("back", new { }), ("back", new { state = "amount" }), ("answer", new { text = "50 lakh" }), ("end", new { }) })
        {
            var (status, said) = await meera.PostAsync($"conversations/{session}/{act}", body);
            (status, said.GetProperty("message").GetString()).Should().Be((409, "asha has this conversation; take it over first."), act);
        }

        var talk = (await asha.TalkAsync(session)).GetProperty("talk");
        (talk.GetProperty("by").GetString(), talk.GetProperty("state").GetString()).Should().Be(("asha", "amount"));
        (await asha.PostAsync($"conversations/{session}/end", new { })).Status.Should().Be(200);
    }

    [Fact]
    public async Task An_answer_to_a_question_that_is_over_changes_nothing()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "loan", "1");
        using var asha = await desk.SignInAsync("asha");
        var session = await asha.SessionAsync(person);

        var (status, said) = await asha.PostAsync($"conversations/{session}/answer", new { state = "loanType", text = "2" });

        (status, said.GetProperty("message").GetString()).Should().Be((409, "The conversation has gone on: it asks amount now."));
        (await asha.PostAsync($"conversations/{session}/answer", new { state = "amount", text = "50 lakh" })).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("\u200b\u200d", null, null)]
    [InlineData("look", "https://user:word@files.example/a.pdf", "a.pdf")]
    [InlineData("look", "https://127.0.0.1/a.pdf", "a.pdf")]
    [InlineData("look", "https://files.example/a.pdf", "../../etc/passwd")]
    public async Task What_no_one_could_open_is_not_sent(string text, string? link, string? file)
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "loan");
        using var asha = await desk.SignInAsync("asha");

        (await asha.PostAsync($"conversations/{await asha.SessionAsync(person)}/write", new { text, link, file })).Status.Should().Be(422);
    }

    [Fact]
    public async Task What_one_who_is_let_in_no_more_had_waits_for_another()
    {
        await desk.AddAsync("leaver", "answer");
        var person = desk.NewPerson();
        await desk.SayAsync(person, "loan");
        using var leaver = await desk.SignInAsync("leaver");
        using var asha = await desk.SignInAsync("asha");
        var session = await asha.SessionAsync(person);
        await leaver.PostAsync($"conversations/{session}/write", new { text = "One moment" });
        (await ListedAsync("waiting"), await ListedAsync("others")).Should().Be((false, true));
        var before = (await asha.GetAsync("inbox")).Body.GetProperty("waiting").GetInt32();

        await desk.Operators.DisableAsync("leaver", true, default);

        (await ListedAsync("waiting"), await ListedAsync("others")).Should().Be((true, false));
        (await asha.GetAsync("inbox")).Body.GetProperty("waiting").GetInt32().Should().Be(before + 1);
        (await asha.PostAsync($"conversations/{session}/take", new { from = "leaver" })).Status.Should().Be(200);
        (await ListedAsync("mine"), await ListedAsync("waiting")).Should().Be((true, false));

        async Task<bool> ListedAsync(string list) => (await asha.GetAsync($"inbox?list={list}")).Body.GetProperty("items").EnumerateArray()
            .Any(line => line.GetProperty("session").GetString() == session);
    }

    [Fact]
    public async Task A_key_that_was_sent_with_another_message_sends_nothing_and_says_so()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "loan");
        using var asha = await desk.SignInAsync("asha");
        var session = await asha.SessionAsync(person);

        (await WriteAsync(new { text = "first", key = "k1" })).Should().Be(200);
        (await WriteAsync(new { text = "first", key = "k1" })).Should().Be(200, "the same again is the one that was sent");
        (await WriteAsync(new { text = "second", key = "k1" })).Should().Be(409);
        (await WriteAsync(new { text = "first", link = "https://files.example/a.pdf", key = "k1" })).Should().Be(409);

        (await LinesAsync(asha, session)).Where(line => line.GetProperty("from").GetString() == "operator").Select(line => line.GetProperty("text").GetString())
            .Should().Equal("first");

        async Task<int> WriteAsync(object message) => (await asha.PostAsync($"conversations/{session}/write", message)).Status;
    }

    [Fact]
    public async Task What_a_colleague_sent_can_be_opened_by_those_who_answer_alone()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "loan");
        using var asha = await desk.SignInAsync("asha");
        using var meera = await desk.SignInAsync("meera");
        using var ravi = await desk.SignInAsync("ravi");
        var session = await asha.SessionAsync(person);
        await asha.PostAsync($"conversations/{session}/write", new { text = "Our offer", link = "https://files.example/offer.pdf", file = "offer.pdf" });

        (await LinesAsync(meera, session)).Select(LinkOf).OfType<string>().Should().Equal("https://files.example/offer.pdf");
        (await LinesAsync(ravi, session)).Select(LinkOf).OfType<string>().Should().BeEmpty();

        static string? LinkOf(JsonElement line) => line.GetProperty("link").GetString();
    }

    [Fact]
    public async Task The_audit_log_tells_which_roles_were_given_and_who_was_locked_out()
    {
        using var kiran = await desk.SignInAsync("kiran");
        await kiran.PostAsync("operators", new { name = "role.taker", roles = new[] { "watch", "answer" } });
        await kiran.PostAsync("operators/role.taker", new { roles = new[] { "privacy", "watch" } });
        using var stranger = new DeskClient(desk.Host.Address);
        for (var time = 0; time < 6; time++) await stranger.SignInAsync("role.taker", "not the password");

        var entries = (await desk.Host.Services.GetRequiredService<AuditTrail>().ListAsync(0, 10_000, default)).Where(entry => entry.Target == "role.taker");

        entries.Select(entry => $"{entry.Who} {entry.Act} {entry.Why}").Should()
            .Equal("kiran operator.add watch answer", "kiran operator.roles privacy watch", " signIn.locked 5 wrong passwords");
    }

    private static async Task<IEnumerable<JsonElement>> LinesAsync(DeskClient client, string session) =>
        (await client.GetAsync($"conversations/{session}")).Body.GetProperty("turns").EnumerateArray()
            .SelectMany(turn => turn.GetProperty("lines").EnumerateArray());
}
