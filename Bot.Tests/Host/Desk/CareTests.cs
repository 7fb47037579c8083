using System.Text;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Host.Access;
using Bot.Host.Persons;
using Bot.Storage.Abstractions;
using Bot.Tests.Host.Api;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Desk;

/// <summary>Dead letters, keys, persons and retention at the desk, over HTTP; each act stands in the audit log.</summary>
[Collection(DeskHostCollection.Name)]
public sealed class CareTests(DeskHost desk)
{
    private IStore Store => desk.Host.Services.GetRequiredService<IStore>();

    [Theory]
    [InlineData("ravi", "letters letters/one?id=x keys erasures retention")]
    [InlineData("asha", "letters letters/one?id=x keys erasures retention")]
    [InlineData("kiran", "erasures retention")]
    [InlineData("nisha", "letters letters/one?id=x keys operators audit")]
    public async Task Each_role_sees_to_its_own(string name, string closed)
    {
        using var client = await desk.SignInAsync(name);

        foreach (var path in closed.Split(' ')) (await client.GetAsync(path)).Status.Should().Be(403, path);
        if (name != "kiran") (await client.PostAsync("letters/resolve", new { id = "x", note = "y" })).Status.Should().Be(403);
        if (name != "nisha") (await client.PostAsync("persons/show", new { who = "9876500001" })).Status.Should().Be(403);
    }

    [Fact]
    public async Task A_letter_is_listed_by_kind_shown_struck_opened_by_an_act_and_resolved_with_a_note()
    {
        await Store.AddDeadLetterAsync(new("poison.desk.1", "meta:919876507001", "poison", "no agent 9876507001", "at 9876507001", DateTimeOffset.UtcNow), default);
        using var kiran = await desk.SignInAsync("kiran");

        var page = (await kiran.GetAsync("letters?kind=poison")).Body;
        page.GetProperty("kinds").GetProperty("poison").GetInt32().Should().BeGreaterThan(0);
        page.GetProperty("items").EnumerateArray().Select(IdOf).Should().Contain("poison.desk.1");
        var shown = await kiran.GetAsync("letters/one?id=poison.desk.1");
        shown.Body.GetProperty("letter").GetProperty("acts").EnumerateArray().Select(act => act.GetString()).Should().Equal("resolve");
        (page.ToString() + shown.Body).Should().NotContain("9876507001").And.Contain("XXXXXXXX7001");
        (await kiran.PostAsync("letters/reveal", new { id = "poison.desk.1" })).Body.ToString().Should().Contain("at 9876507001");

        (await kiran.PostAsync("letters/resolve", new { id = "poison.desk.1" })).Status.Should().Be(422, "a note says what was done");
        (await kiran.PostAsync("letters/retry", new { id = "poison.desk.1" })).Status.Should().Be(409);
        (await kiran.PostAsync("letters/settle", new { id = "poison.desk.1", outcome = "done" })).Status.Should().Be(409);
        (await kiran.PostAsync("letters/resolve", new { id = "poison.desk.1", note = "mended" })).Status.Should().Be(200);
        (await kiran.PostAsync("letters/resolve", new { id = "poison.desk.1", note = "mended" })).Status.Should().Be(404);

        var resolved = (await kiran.GetAsync("letters/one?id=poison.desk.1")).Body.GetProperty("resolved").GetProperty("resolved");
        (resolved.GetProperty("by").GetString(), resolved.GetProperty("note").GetString()).Should().Be(("kiran", "mended"));
        (await kiran.GetAsync("letters?resolved=true")).Body.GetProperty("items").EnumerateArray().Select(IdOf).Should().Contain("poison.desk.1");
        (await kiran.GetAsync("letters?kind=unknown")).Status.Should().Be(422);
        (await ActsAsync("poison.desk.1")).Should().Equal("letters.reveal", "letters.retry", "letters.retry.refused", "letters.settle",
            "letters.settle.refused", "letters.resolve", "letters.resolve", "letters.resolve.refused");

        static string? IdOf(JsonElement letter) => letter.GetProperty("letterId").GetString();
    }

    [Fact]
    public async Task A_letter_that_names_no_one_leads_to_the_conversation_of_its_call()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "loan");
        var stored = (await Store.LoadAsync($"meta:{person}", default))!;
        var request = new CallRequest($"{stored.Session.Id}.1.create", "leads.create", Slots.Empty, Consequential: true);
        var call = new UndecidedCall(stored.Conversation, "meta", person, "en", DateTimeOffset.UtcNow, request, stored.Session.Top!, "no answer");
        await Store.ChangeAsync([call.Addition("decision.lead.desk-1")], default);
        await Store.AddDeadLetterAsync(new("decision.lead.desk-1", "", "decision", "what became of it", "", DateTimeOffset.UtcNow), default);
        using var kiran = await desk.SignInAsync("kiran");

        var shown = (await kiran.GetAsync("letters/one?id=decision.lead.desk-1")).Body;

        shown.GetProperty("session").GetString().Should().Be(stored.Session.Id);
        shown.GetProperty("letter").GetProperty("letter").GetProperty("mobileNumber").GetString().Should().EndWith(person[^4..]).And.StartWith("XX");
        (await kiran.PostAsync("letters/resolve", new { id = "decision.lead.desk-1", note = "a test" })).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_key_opens_at_once_tells_when_it_was_used_and_is_revoked()
    {
        using var kiran = await desk.SignInAsync("kiran");
        (await kiran.PostAsync("keys", new { name = "crm", scopes = Array.Empty<string>() })).Status.Should().Be(422);
        (await kiran.PostAsync("keys", new { name = "crm", scopes = new[] { "everything" } })).Status.Should().Be(422, "there is no such scope");

        var key = (await kiran.PostAsync("keys", new { name = "crm", scopes = new[] { "letters" } })).Body.GetProperty("key").GetString()!;
        (await desk.Host.GetAsync("/letters", key)).Status.Should().Be(200);
        (await desk.Host.GetAsync("/keys", key)).Status.Should().Be(403);
        (await kiran.PostAsync("keys", new { name = "crm", scopes = new[] { "letters" } })).Status.Should().Be(409, "a name is given once");
        var list = (await kiran.GetAsync("keys")).Body;
        list.ToString().Should().NotContain(key);
        list.GetProperty("rotation").GetProperty("state").GetString().Should().Be("none");

        (await kiran.PostAsync("keys/crm/revoke", new { })).Status.Should().Be(200);
        (await desk.Host.GetAsync("/keys", key)).Status.Should().NotBe(403, "it is known no more; this machine is let in without one in Development");
        (await kiran.PostAsync("keys/none/revoke", new { })).Status.Should().Be(409);
        (await ActsAsync("crm")).Should().Equal("key.add", "key.add", "key.add.refused", "key.revoke");
    }

    [Fact]
    public async Task A_person_is_shown_exported_and_erased_in_two_steps_with_a_receipt()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "loan", "1", "50 lakh");
        using var nisha = await desk.SignInAsync("nisha");

        var session = await nisha.SessionAsync(person);
        var shown = await nisha.PostAsync("persons/show", new { who = person });
        shown.Body.GetProperty("found").GetProperty("turns").GetInt32().Should().BeGreaterThan(0);
        shown.Body.ToString().Should().NotContain(person[2..]);
        (await nisha.PostAsync("persons/export", new { who = person })).Body.GetProperty("data").GetProperty("turns").GetArrayLength().Should().BeGreaterThan(0);
        (await nisha.PostAsync("persons/show", new { who = "12" })).Status.Should().Be(404);
        (await nisha.PostAsync("persons/erase", new { who = person, again = "919800000000", why = "asked" })).Status.Should().Be(422, "it is written twice");
        (await nisha.PostAsync("persons/erase", new { who = person, again = person })).Status.Should().Be(422, "it has a reason");
        foreach (var why in new[] { $"number {person} asked", $"+91 {person[2..7]} {person[7..]}", "asked by asha@example.com" })
            (await nisha.PostAsync("persons/erase", new { who = person, again = person, why })).Status.Should().Be(422, why);

        var erasure = (await nisha.PostAsync("persons/erase", new { who = person, again = person, why = "asked by e-mail on 2026-11-28, ticket 4711" })).Body;
        var id = erasure.GetProperty("erasureId").GetString()!;
        (erasure.GetProperty("state").GetString(), erasure.GetProperty("by").GetString()).Should().Be(("restricted", "nisha"));
        (await nisha.PostAsync("persons/export", new { who = person })).Status.Should().Be(409);
        (await nisha.GetAsync($"inbox?q={person}")).Body.GetProperty("items").GetArrayLength().Should().Be(0, "nothing of theirs is shown");
        (await nisha.GetAsync($"conversations/{session}")).Status.Should().Be(404);
        (await nisha.GetAsync("erasures")).Body.ToString().Should().Contain(id);

        var persons = desk.Host.Services.GetRequiredService<PersonService>();
        await Eventually.Holds(async () =>
        {
            await persons.PurgeDueAsync(default);
            return (await persons.ErasureAsync(id, default))!.DoneAt;
        }, done => done is not null);
        var receipt = (await nisha.GetAsync($"erasures/{id}")).Body;
        receipt.GetProperty("state").GetString().Should().Be("erased");
        receipt.GetProperty("kept").GetArrayLength().Should().BeGreaterThan(0);
        receipt.ToString().Should().NotContain(person[2..]);
        (await nisha.PostAsync($"erasures/{id}/withdraw", new { })).Status.Should().Be(409, "it is done");
        (await nisha.GetAsync("erasures/none")).Status.Should().Be(404);
        (await ActsAsync($"XXXXXX{person[^4..]}")).Should().Equal("person.show", "person.export", "person.erase", "person.export", "person.export.refused");
    }

    [Fact]
    public async Task Retention_is_told_and_a_breach_written_down_with_its_terms()
    {
        using var nisha = await desk.SignInAsync("nisha");
        (await nisha.GetAsync("retention")).Body.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("setting").GetString()).Should().Contain("TRANSCRIPT_DAYS");

        (await nisha.PostAsync("breaches", new { what = "" })).Status.Should().Be(422);
        (await nisha.PostAsync("breaches", new { what = "a backup lay open", foundAt = DateTimeOffset.UtcNow.AddDays(1) })).Status.Should().Be(422, "it is in the future");
        var entry = (await nisha.PostAsync("breaches", new { what = "a backup lay open", people = 120 })).Body;

        (entry.GetProperty("certInBy").GetDateTimeOffset() - entry.GetProperty("foundAt").GetDateTimeOffset()).Should().Be(TimeSpan.FromHours(6));
        (await nisha.GetAsync("retention")).Body.GetProperty("breaches").ToString().Should().Contain("a backup lay open").And.Contain("nisha");
    }

    [Fact]
    public async Task Who_asks_for_a_human_waits_at_the_desk_and_is_no_dead_letter_unless_there_is_no_desk()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "human");
        (await Store.DeadLettersAsync(100, default)).Should().NotContain(letter => letter.Conversation == $"meta:{person}");

        await using var without = await BotHost.StartAsync(new() { Settings = new Dictionary<string, string> { ["DESK"] = "false" } });
        await without.DeliverAsync(person, "wamid.human.1", "human");
        (await without.Services.GetRequiredService<IStore>().DeadLettersAsync(10, default)).Should().ContainSingle().Which.Kind.Should().Be("human");
    }

    [Fact]
    public async Task What_a_program_changes_stands_in_the_same_audit_log()
    {
        using var kiran = await desk.SignInAsync("kiran");
        var key = (await kiran.PostAsync("keys", new { name = "office", scopes = new[] { "fastag" } })).Body.GetProperty("key").GetString()!;

        (await desk.Host.PostAsync("/vehicles", new { vehicle_number = "MH12AB7654", owner_name = "Ravi Kumar" }, key)).Status.Should().Be(201);

        var items = (await kiran.GetAsync("audit")).Body.GetProperty("items").EnumerateArray().ToList();
        var entry = items.First(item => item.GetProperty("who").GetString() == "key:office");
        (entry.GetProperty("act").GetString(), entry.GetProperty("target").GetString(), entry.GetProperty("why").GetString())
            .Should().Be(("vehicles_create", "XXXXXX7654", "vehicle_number owner_name"));
        var before = items[^1].GetProperty("number").GetInt64();
        (await kiran.GetAsync($"audit?before={before}")).Body.GetProperty("items").EnumerateArray().Should().NotContain(item => item.GetProperty("number").GetInt64() >= before);
    }

    [Fact]
    public async Task Of_a_restricted_person_no_status_of_a_lead_is_told()
    {
        var person = desk.NewPerson();
        using var nisha = await desk.SignInAsync("nisha");
        using var lead = new StringContent(HomiHost.Lead.Replace("9876543210", person[2..], StringComparison.Ordinal), Encoding.UTF8, "application/json");
        var created = await desk.Host.SendAsync(HttpMethod.Post, "/api_v1/lead_create", lead);
        created.Status.Should().Be(200, created.Body.ToString());
        var id = created.Body.GetProperty("basic_application_id").GetString();
        (await StatusAsync(new { mobile_number = person[2..] })).Should().Be(200);

        await nisha.PostAsync("persons/erase", new { who = person, again = person, why = "asked" });

        (await StatusAsync(new { mobile_number = person[2..] })).Should().Be(404);
        (await StatusAsync(new { basic_application_id = id })).Should().Be(404);

        async Task<int> StatusAsync(object asked) => (await desk.Host.PostAsync("/api_v1/lead_status", asked)).Status;
    }

    /// <summary>What stands in the audit log of a target, in order.</summary>
    private async Task<IReadOnlyList<string>> ActsAsync(string target) =>
    [
        .. (await desk.Host.Services.GetRequiredService<AuditTrail>().ListAsync(0, 1_000, default))
            .Where(entry => entry.Target == target).Select(entry => entry.Act),
    ];
}
