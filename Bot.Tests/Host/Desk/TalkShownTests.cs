using System.Text.Json;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Desk;

/// <summary>What the desk shows of a conversation whose values are gone from it, and to those who only watch.</summary>
[Collection(DeskHostCollection.Name)]
public sealed class TalkShownTests(DeskHost desk)
{
    private static readonly string[] Application =
        ["loan", "1", "50 lakh", "20", "Ravi", "Kumar", "BCDPK4321F", "ravi@mail.example", "12-05-1990", "skip", "411001", "9876501234"];

    [Fact]
    public async Task What_was_said_of_personal_answers_stays_struck_when_the_flow_has_ended()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, Application);
        using var asha = await desk.SignInAsync("asha");
        using var ravi = await desk.SignInAsync("ravi");
        var session = await asha.SessionAsync(person);
        var before = Lines(await asha.TalkAsync(session));

        await desk.SayAsync(person, "cancel");

        var talk = await asha.TalkAsync(session);
        talk.GetProperty("talk").GetProperty("answers").GetArrayLength().Should().Be(0, "the flow is over");
        Lines(talk)[..before.Count].Should().Equal(before, "the very same turns");
        talk.ToString().Should().Contain("•••").And.NotContainAny("Kumar", "BCDPK4321F", "ravi@mail", "98765 01234", "9876501234");
        (await FoundAsync(ravi, session, "98765")).Should().Be(0);
        (await FoundAsync(asha, session, "BCDPK")).Should().Be(0);
    }

    [Fact]
    public async Task What_a_partner_told_of_a_person_is_struck_field_by_field()
    {
        const string Agent = "9876543210";
        var person = desk.NewPerson();
        await desk.SayAsync(person, "fastag", Agent);
        var code = await Eventually.Holds(() => desk.Host.GetAsync($"/sandbox/otp/{Agent}"), answer => answer.Status == 200);
        await desk.SayAsync(person, code.Body.GetProperty("code").GetString()!);
        await Eventually.Holds(async () => await desk.HeardAsync(person), heard => heard.Any(text => text.StartsWith("Hi ", StringComparison.Ordinal)));
        var greeting = (await desk.HeardAsync(person)).Single(text => text.StartsWith("Hi ", StringComparison.Ordinal));
        using var ravi = await desk.SignInAsync("ravi");

        var talk = await ravi.TalkAsync(await ravi.SessionAsync(person));

        talk.ToString().Should().NotContain(greeting[3..11], "the agent's name").And.NotContain(Agent);
    }

    [Fact]
    public async Task Who_only_watches_sees_no_number_in_notes_and_in_what_is_written_to_a_human()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "human", "call me on 98765 43210");
        using var asha = await desk.SignInAsync("asha");
        using var ravi = await desk.SignInAsync("ravi");
        var session = await asha.SessionAsync(person);
        await asha.PostAsync($"conversations/{session}/notes", new { text = "Call 9876543211\nafter six" });
        await asha.PostAsync($"conversations/{session}/write", new { text = "Is it 9876543212?" });

        (await ravi.TalkAsync(session)).ToString().Should().ContainAll("after six", "call me on", "Is it").And.NotContainAny("98765", "43210");
        (await asha.TalkAsync(session)).ToString().Should().ContainAll("98765 43210", "9876543211", "9876543212");
        (await FoundAsync(ravi, session, "43210")).Should().Be(0);
        (await FoundAsync(asha, session, "43210")).Should().BePositive();
    }

    [Fact]
    public async Task What_is_written_to_a_human_at_a_secret_question_is_read_by_a_click()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, [.. Application[..6], "human", "what is a PAN?"]);
        using var asha = await desk.SignInAsync("asha");
        var session = await asha.SessionAsync(person);

        var turn = (await asha.TalkAsync(session)).GetProperty("turns").EnumerateArray().Last();

        turn.GetProperty("lines")[0].GetProperty("hidden").GetBoolean().Should().BeTrue();
        var (_, shown) = await asha.PostAsync($"conversations/{session}/reveal", new { turn = turn.GetProperty("version").GetInt64() });
        shown.GetProperty("lines")[0].GetString().Should().Be("what is a PAN?");
    }

    [Fact]
    public async Task A_page_of_turns_that_is_none_is_refused()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "loan");
        using var ravi = await desk.SignInAsync("ravi");
        var session = await ravi.SessionAsync(person);

        (await ravi.GetAsync($"conversations/{session}/turns?before=abc")).Status.Should().Be(422);
        (await ravi.GetAsync($"conversations/{session}/turns?before=1")).Body.GetProperty("turns").GetArrayLength().Should().Be(0);
        (await ravi.GetAsync($"conversations/{session}/turns?before=2")).Body.GetProperty("turns").GetArrayLength().Should().Be(1);
        (await ravi.GetAsync($"conversations/{session}/turns?before=99999")).Body.GetProperty("turns").GetArrayLength().Should().Be(1);
    }

    private static List<string> Lines(JsonElement talk) =>
    [
        .. talk.GetProperty("turns").EnumerateArray().SelectMany(turn => turn.GetProperty("lines").EnumerateArray())
            .Select(line => $"{line.GetProperty("hidden").GetBoolean()} {line.GetProperty("text").GetString()}"),
    ];

    private static async Task<int> FoundAsync(DeskClient client, string session, string words) =>
        (await client.GetAsync($"conversations/{session}/turns?q={words}")).Body.GetProperty("turns").GetArrayLength();
}
