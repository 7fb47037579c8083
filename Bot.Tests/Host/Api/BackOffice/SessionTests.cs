using System.Net;
using Bot.Host.Api.Sessions;
using Bot.Products.Fastag;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Api.BackOffice;

public sealed class SessionTests
{
    /// <summary>Up to the question for the e-mail address.</summary>
    internal const string Loan = """
        # A loan application
        > loan
        < ...
        > 1
        < ...
        > 50 lakh
        < ...
        > 20
        < ...
        > Ravi
        < ...
        > Kumar
        < ...
        > ABCPD1234E
        < ...
        """;

    [Fact]
    public async Task Conversations_that_are_going_on_are_listed_and_shown_with_personal_answers_masked()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(Loan);

        var line = (await bench.GetAsync("/sessions/?status=active&flow=loan-lead&q=9800000001")).Items.Should().ContainSingle().Subject;
        var id = line.Text("session_id");
        line.Text("state").Should().Be("email");
        line.Text("mobile_number").Should().Be("XXXXXXXX0001");
        (await bench.GetAsync($"/sessions/{id}/")).Data.GetProperty("answers").Text("pan").Should().Be("ABCPD1234E");
        (await bench.GetAsync($"/sessions/{id}", BackOfficeHost.Loans)).Data.GetProperty("answers").Text("pan").Should().Be("XXXXXX234E");
        (await bench.GetAsync("/sessions?status=idle")).Items.Should().BeEmpty();
        (await bench.GetAsync("/sessions?status=asleep")).Faults.Should().Equal("status");
        (await bench.GetAsync("/sessions/nobody")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_conversation_about_a_loan_is_out_of_sight_of_a_key_without_the_scope_that_its_flow_names()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(Loan);
        var id = await IdAsync(bench);

        (await bench.GetAsync("/sessions", BackOfficeHost.Desk)).Items.Should().BeEmpty();
        (await bench.GetAsync("/sessions", BackOfficeHost.Loans)).Items.Should().ContainSingle();
        (await bench.GetAsync($"/sessions/{id}", BackOfficeHost.Desk)).Status.Should().Be(HttpStatusCode.NotFound);
        (await bench.SendAsync("PUT", $"/sessions/{id}", new { language = "hi" }, BackOfficeHost.Desk)).Status.Should().Be(HttpStatusCode.NotFound);
        (await bench.SendAsync("POST", $"/sessions/{id}/complete", null, BackOfficeHost.Desk)).Status.Should().Be(HttpStatusCode.NotFound);
        (await bench.SendAsync("DELETE", $"/sessions/{id}", null, BackOfficeHost.Desk)).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Names_and_amounts_are_masked_for_a_key_without_the_scope_personal()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(Loan);

        var answers = (await bench.GetAsync($"/sessions/{await IdAsync(bench)}", BackOfficeHost.Loans)).Data.GetProperty("answers");

        (answers.Text("firstName"), answers.Text("lastName"), answers.Text("amount"), answers.Text("tenure")).Should().Be(("XXXX", "XXXXX", "XXXXXXX", "20"));
    }

    [Fact]
    public async Task What_only_a_partner_understands_is_shown_to_no_key_and_what_a_partner_told_of_a_person_to_one_for_it()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(ToPhotos);
        var id = await IdAsync(bench);

        var whole = (await bench.GetAsync($"/sessions/{id}")).Data.GetProperty("answers");
        var masked = (await bench.GetAsync($"/sessions/{id}", BackOfficeHost.Desk)).Data.GetProperty("answers");

        whole.EnumerateObject().Select(answer => answer.Name).Should().NotContain(["requestId", "sessionId"]);
        masked.Text("chassisNo").Should().MatchRegex("^X+.{4}$").And.NotBe(whole.Text("chassisNo"));
        (whole.GetProperty("agent").Text("name"), masked.GetProperty("agent").Text("name")).Should().Be(("Asha Rao", "XXXX Rao"));
        masked.GetProperty("agent").Text("mobile").Should().StartWith("X");
        masked.GetProperty("plan").Text("name").Should().NotContain("X");
    }

    [Fact]
    public async Task Nothing_is_found_by_a_number_or_a_name_without_the_scope_personal()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(ToPhotos);
        await bench.NewAgentAsync("9876500002");
        await bench.DataAsync("POST", "/vehicles", new { vehicle_number = "MH12AB1299", owner_mobile = "9876500009" });
        string[] searches = ["/sessions?q=9800000001", "/sessions?q=Test", "/agents?q=9876500002", "/vehicles?q=9876500009"];

        foreach (var search in searches)
        {
            (await bench.GetAsync(search)).Items.Should().ContainSingle(search);
            (await bench.GetAsync(search, BackOfficeHost.Desk)).Items.Should().BeEmpty(search);
        }
    }

    [Fact]
    public async Task A_conversation_is_moved_only_to_a_question_that_its_flow_has_and_that_it_is_ready_for()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(Loan);
        var id = await IdAsync(bench);

        (await bench.SendAsync("PUT", $"/sessions/{id}/state", new { state = "nowhere" })).Fault("state").Should().Contain("lastName, pan");
        (await bench.SendAsync("PUT", $"/sessions/{id}/state", new { })).Faults.Should().Equal("state");
        (await bench.SendAsync("PUT", $"/sessions/{id}/state", new { state = "confirm" })).Status.Should().Be(HttpStatusCode.Conflict, "it comes after other questions");
        (await bench.SendAsync("PUT", $"/sessions/{id}/state", new { state = "LAST_NAME" })).Data.Text("state").Should().Be("lastName");
        await bench.Bot.Pump.DrainAsync(default);
        await bench.TalkAsync("# The question is asked again\nadvance 1s\n< What is your last name?*\n> Rao\n< ...\n@ state loan-lead/email\n@ slot lastName Rao\n");
    }

    [Fact]
    public async Task A_conversation_that_is_completed_has_nothing_going_on_and_begins_anew_with_the_next_message()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(Loan);
        var id = await IdAsync(bench);

        (await bench.SendAsync("POST", $"/sessions/{id}/complete")).Data.Text("status").Should().Be("idle");
        (await bench.SendAsync("POST", $"/sessions/{id}/complete")).Status.Should().Be(HttpStatusCode.OK, "it is complete");
        (await bench.SendAsync("PUT", $"/sessions/{id}/state", new { state = "email" })).Status.Should().Be(HttpStatusCode.Conflict);
        await bench.TalkAsync("# No reminder comes, and the bot still hears\nadvance 2h\n> loan\n< ...\n@ state loan-lead/loanType\n");
    }

    [Fact]
    public async Task A_deleted_conversation_is_out_of_sight_until_its_person_writes_again()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(Loan);
        var id = await IdAsync(bench);

        (await bench.SendAsync("DELETE", $"/sessions/{id}")).Data.GetProperty("history_kept").GetBoolean().Should().BeTrue();
        (await bench.GetAsync($"/sessions/{id}")).Status.Should().Be(HttpStatusCode.NotFound);
        (await bench.GetAsync("/sessions")).Items.Should().BeEmpty();
        await bench.TalkAsync("# Again\n> loan\n< ...\n");
        (await bench.GetAsync($"/sessions/{id}")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_language_is_changed_and_a_person_takes_over_and_hands_back()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(Loan);
        var id = await IdAsync(bench);

        (await bench.SendAsync("PUT", $"/sessions/{id}", new { language = "xx", with_human = "yes", state = "email", color = 1 })).Faults.Should().BeEquivalentTo("language", "with_human", "color");
        (await bench.SendAsync("PUT", $"/sessions/{id}", new { language = "hi", with_human = true })).Data.Text("language").Should().Be("hi");
        await bench.TalkAsync("# The bot is silent\n> hello\n");
        await bench.DataAsync("PUT", $"/sessions/{id}", new { with_human = false });
        await bench.Bot.Pump.DrainAsync(default);
        await bench.TalkAsync("# It asks again, in Hindi\nadvance 1s\n< *ई-मेल*\n");
    }

    [Fact]
    public async Task A_photo_goes_in_where_the_conversation_asks_for_it()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        var jpeg = Convert.ToBase64String(Photos.Jpeg());
        await bench.TalkAsync(ToPhotos);
        var id = await IdAsync(bench);

        (await bench.SendAsync("POST", $"/sessions/{id}/documents", new { image_type = "SELFIE", image_base64 = "%%" })).Faults.Should().BeEquivalentTo("image_type", "image_base64");
        (await bench.SendAsync("POST", $"/sessions/{id}/documents", new { image_type = "rc_back", image_base64 = jpeg })).Fault("image_type").Should().Contain("rcFront");
        (await bench.SendAsync("POST", $"/sessions/{id}/documents", new { image_type = "RCFRONT", image_base64 = "aGVsbG8=" })).Faults.Should().Equal("image_base64");
        var added = await bench.SendAsync("POST", $"/sessions/{id}/documents", new { image_type = "RC_FRONT", image_base64 = $"data:image/jpeg;base64,{jpeg}" });

        added.Data.GetProperty("documents").EnumerateArray().Select(name => name.GetString()).Should().Equal("rcFront");
        (await bench.SendAsync("POST", $"/sessions/{id}/complete")).Status.Should().Be(HttpStatusCode.Conflict, "it is being uploaded");
        await bench.Bot.Pump.DrainAsync(default);
        (await bench.GetAsync($"/sessions/{id}")).Data.Text("state").Should().Be("rcBack");
    }

    [Fact]
    public async Task A_session_is_begun_over_a_way_in_that_needs_no_message_and_refused_where_there_is_none()
    {
        await using var closed = await BackOfficeHost.StartAsync();
        var agent = await closed.NewAgentAsync();
        (await closed.SendAsync("POST", "/sessions/", new { agent_id = agent })).Status.Should().Be(HttpStatusCode.Conflict);
        (await closed.SendAsync("POST", "/sessions/", new { agent_id = "nobody" })).Faults.Should().Equal("agent_id");
        (await closed.SendAsync("POST", "/sessions/", new { })).Faults.Should().Equal("agent_id");

        Agent? begun = null;
        await using var open = await BackOfficeHost.StartAsync(services => services.AddSingleton<ISessionStarter>(new FakeStarter(who => begun = who)));
        await open.TalkAsync(Loan);
        await open.NewAgentAsync(name: await IdAsync(open));
        (await open.SendAsync("POST", "/sessions/", new { mobile_number = "9876500001" })).Status.Should().Be(HttpStatusCode.Created);
        begun!.Mobile.Should().Be("+919876500001");
    }

    private const string ToPhotos = """
        # To the first photo
        given agent 9876500001 "Asha Rao" wallet 5000 tags 608116-001-0001234
        > fastag
        < ...
        > 9876500001
        < ...
        > {otp 9876500001}
        < ...
        > [Assign a FASTag]
        < ...
        > MH12AB1234
        < ...
        > 48213
        < ...
        > 9876500009
        < ...
        > {otp 9876500009}
        < ...
        > Other details
        < ...
        > Ravi
        < ...
        > Kumar
        < ...
        > 15-06-1990
        < ...
        > 1
        < ...
        > ABCPD1234E
        < ...
        > 400
        < ...
        """;

    private static async Task<string> IdAsync(BackOfficeHost bench) => (await bench.GetAsync("/sessions")).Items.Single().Text("session_id");

    private sealed class FakeStarter(Action<Agent> begin) : ISessionStarter
    {
        public Task<string?> StartAsync(Agent agent, CancellationToken cancel)
        {
            begin(agent);
            return Task.FromResult<string?>(agent.Name);
        }
    }
}
