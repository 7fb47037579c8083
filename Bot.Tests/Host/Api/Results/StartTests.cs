using System.Net;
using Bot.Host.Commands;
using Bot.Tests.Examples;
using Bot.Tests.Host.Api.BackOffice;
using Bot.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Host.Api.Results;

/// <summary>A flow that begins for a person who did not write: by the API, and for a list of people.</summary>
public sealed class StartTests : IDisposable
{
    private static readonly object Template = new { name = "tyres_due", parameters = new[] { "Asha" } };

    private readonly ExampleFlows _flows = new("tyre-service");
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _flows.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_stranger_gets_the_template_and_their_answer_goes_on_in_the_flow()
    {
        await using var bench = await StartAsync();

        var started = await bench.SendAsync("POST", "/conversations/start", new
        {
            to = "9800000001", channel = "gupshup", flow = "tyre-service", template = Template, slots = new { name = "Asha Rao" }, idempotency_key = "k1",
        });

        started.Status.Should().Be(HttpStatusCode.Created, started.Body.ToString());
        (started.Data.Text("flow"), started.Data.Text("sent")).Should().Be(("tyre-service", "template"));
        await bench.Stage.SettleAsync();
        bench.Stage.World.Sent.Should().ContainSingle().Which.Kind.Should().Be("template");
        await bench.TalkAsync("> puncture\n< *\n< What is the number of your vehicle?*\n@ slot name Asha Rao\n@ state tyre-service/vehicleNumber\n");
    }

    [Fact]
    public async Task Without_a_channel_the_first_is_taken_where_none_is_live()
    {
        await using var bench = await StartAsync();

        var started = await bench.SendAsync("POST", "/conversations/start", new { to = "9800000001", flow = "tyre-service", template = Template });

        started.Status.Should().Be(HttpStatusCode.Created, started.Body.ToString());
        await bench.Stage.SettleAsync();
        bench.Stage.World.Sent.Should().ContainSingle().Which.Kind.Should().Be("template");
    }

    [Fact]
    public async Task The_same_key_again_starts_nothing_and_says_so()
    {
        await using var bench = await StartAsync();
        var body = new { to = "9800000001", channel = "gupshup", flow = "tyre-service", template = Template, idempotency_key = "k1" };

        var first = await bench.SendAsync("POST", "/conversations/start", body);
        var again = await bench.SendAsync("POST", "/conversations/start", body);
        await bench.Stage.SettleAsync();

        (again.Status, again.Message).Should().Be((HttpStatusCode.OK, "Conversation was started before"));
        again.Data.Text("session_id").Should().Be(first.Data.Text("session_id"));
        bench.Stage.World.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task A_key_that_was_used_for_another_person_is_refused()
    {
        await using var bench = await StartAsync();
        await bench.SendAsync("POST", "/conversations/start", new { to = "9800000001", channel = "gupshup", flow = "tyre-service", template = Template, idempotency_key = "k1" });

        var other = await bench.SendAsync("POST", "/conversations/start", new { to = "9800000005", channel = "gupshup", flow = "tyre-service", template = Template, idempotency_key = "k1" });

        (other.Status, other.Message).Should().Be((HttpStatusCode.Conflict, "This key was used for another person."));
        await bench.Stage.SettleAsync();
        bench.Stage.World.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task Slots_are_what_questions_offer_or_ask_for()
    {
        await using var bench = await StartAsync();

        var wrong = await bench.SendAsync("POST", "/conversations/start",
            new { to = "9800000001", channel = "gupshup", flow = "tyre-service", template = Template, slots = new { service = "nose", bookingId = "B-1", day = "2026-11-20" } });

        wrong.Fault("slots.service").Should().Be("This must be one of: newTyres, puncture, rotation, alignment.");
        wrong.Fault("slots.bookingId").Should().Be("No question of tyre-service takes this as an answer.");
        wrong.Fault("slots.day").Should().Be("No question of tyre-service takes this as an answer.");
        var proven = await bench.SendAsync("POST", "/conversations/start",
            new { to = "9800000001", channel = "gupshup", flow = "lead-status", template = Template, slots = new { sharedNumber = "9876543210" } });
        proven.Fault("slots.sharedNumber").Should().Be("Only the person can prove this.");
        (await bench.SendAsync("POST", "/conversations/start",
            new { to = "9800000001", channel = "gupshup", flow = "tyre-service", template = Template, slots = new { service = "puncture" } })).Status.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Inside_the_window_the_flow_speaks_in_its_own_words_and_in_the_language_asked_for()
    {
        await using var bench = await StartAsync();
        await bench.TalkAsync("> menu\n< *\n> cancel\n< ...\nadvance 1h\n< ...\n");

        await bench.SendAsync("POST", "/conversations/start", new { to = "9800000001", channel = "gupshup", flow = "tyre-service", language = "hi" });
        await bench.Stage.SettleAsync();

        bench.Stage.World.Sent[^1].Text.Should().StartWith("टायर सेवा में आपका स्वागत है।");
    }

    [Fact]
    public async Task A_person_in_the_middle_of_something_is_left_alone_and_so_is_one_who_wants_no_messages()
    {
        await using var bench = await StartAsync();
        await bench.TalkAsync("> tyre\n< *\n");
        var body = new { to = "9800000001", channel = "gupshup", flow = "tyre-service", template = Template };

        (await bench.SendAsync("POST", "/conversations/start", body)).Message.Should().Be("A conversation is going on with this person.");
        await bench.TalkAsync("as 9800000002\n> stop\n< *\n");
        var refused = await bench.SendAsync("POST", "/conversations/start", new { to = "9800000002", channel = "gupshup", flow = "tyre-service", template = Template });
        (refused.Status, refused.Message).Should().Be((HttpStatusCode.Conflict, "The person wants no messages."));

        // What the provider alone has heard counts as well.
        await bench.TalkAsync("as 9800000004\n> menu\n< *\n> cancel\n< ...\nevent opted-out\nadvance 25h\n< ...\n");
        refused = await bench.SendAsync("POST", "/conversations/start", new { to = "9800000004", channel = "gupshup", flow = "tyre-service", template = Template });
        (refused.Status, refused.Message).Should().Be((HttpStatusCode.Conflict, "The person wants no messages."));
    }

    [Fact]
    public async Task Outside_the_window_nothing_is_started_without_a_template()
    {
        await using var bench = await StartAsync();

        var refused = await bench.SendAsync("POST", "/conversations/start", new { to = "9800000001", channel = "gupshup", flow = "tyre-service" });

        refused.Status.Should().Be(HttpStatusCode.Conflict);
        refused.Fault("template").Should().Be("Give one, or write service: under templates: of the flow's messages.");
        await bench.TalkAsync("@ ended\n@ outbox empty\n");
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_a_key_needs_the_scope()
    {
        await using var bench = await StartAsync();

        var wrong = await bench.SendAsync("POST", "/conversations/start", new { to = "hello", flow = "tyre", language = "xx", channel = "sms", template = "t", slots = "x" });
        wrong.Faults.Should().Contain(["to", "flow", "language", "channel", "template"]);
        (await bench.SendAsync("POST", "/conversations/start", new { to = "9800000001", channel = "gupshup", flow = "tyre-service", slots = new { nane = "A", mobile = "12" } }))
            .Faults.Should().BeEquivalentTo("slots.nane", "slots.mobile");
        (await bench.SendAsync("POST", "/conversations/start", new { }, BackOfficeHost.Desk)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("--host", "http://127.0.0.1:1", ExitCodes.Findings, "the host did not answer")]
    [InlineData("--host", "bot.example", ExitCodes.CannotRun, "--host 'bot.example' is no address of a host: write https://bot.example")]
    [InlineData("--per-minute", "0", ExitCodes.CannotRun, "--per-minute '0' is no number of starts: write 60")]
    public async Task The_options_of_the_command_are_read(string option, string value, int code, string told)
    {
        var file = new FileInfo(Path.Combine(_folder.Path, "people.csv"));
        await File.WriteAllTextAsync(file.FullName, "Mobile\n9800000001\n");
        using var output = new StringWriter();

        string[] quick = option == "--host" ? ["--per-minute", "60000"] : [];
        var ended = await Bot.Host.Commands.CommandLine.RunAsync(
            ["start", "--csv", file.FullName, "--flow", "tyre-service", option, value, .. quick], () => new ConfigurationBuilder().Build(), TextReader.Null, output, output);

        ended.Should().Be(code, output.ToString());

        var results = new FileInfo(Path.Combine(_folder.Path, "people.results.csv"));
        (output + (results.Exists ? await File.ReadAllTextAsync(results.FullName) : "")).Should().Contain(told);
    }

    [Fact]
    public async Task A_row_whose_cells_do_not_fit_the_first_line_is_told_and_starts_nothing()
    {
        await using var bench = await StartAsync();
        var file = new FileInfo(Path.Combine(_folder.Path, "people.csv"));
        await File.WriteAllTextAsync(file.FullName, "To,name\n9800000004,Rao, Asha\n9800000005,Asha Rao,,\n");
        bench.Client.DefaultRequestHeaders.Add("X-API-Key", BackOfficeHost.All);
        using var output = new StringWriter();

        await StartCommand.RunAsync(file, new StartJob("tyre-service", "gupshup", "tyres_due", TimeSpan.Zero), bench.Client, output, output, CancellationToken.None);

        var results = await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "people.results.csv"));
        results[1].Should().Contain("the row has 3 cells, and the first line names 2 columns");
        results[2].Should().Contain(",started ");
    }

    [Fact]
    public async Task A_file_of_people_is_started_row_by_row_and_only_once()
    {
        await using var bench = await StartAsync();
        await bench.TalkAsync("as 9800000003\n> tyre\n< *\n");
        var file = new FileInfo(Path.Combine(_folder.Path, "people.csv"));
        await File.WriteAllTextAsync(file.FullName, "mobile,name\n9800000001,Asha Rao\n9800000003,Ravi Kumar\nnobody,X\n");
        bench.Client.DefaultRequestHeaders.Add("X-API-Key", BackOfficeHost.All);
        using var output = new StringWriter();

        for (var i = 0; i < 2; i++)
        {
            var job = new StartJob("tyre-service", "gupshup", "tyres_due", TimeSpan.Zero);
            (await StartCommand.RunAsync(file, job, bench.Client, output, output, CancellationToken.None)).Should().Be(ExitCodes.Findings);
        }

        await bench.Stage.SettleAsync();

        output.ToString().Should().StartWith("1 of 3 started");
        var results = await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "people.results.csv"));
        results[0].Should().Be("mobile,name,result");
        results[1].Should().StartWith("9800000001,Asha Rao,started ");
        results[2].Should().Contain("A conversation is going on with this person.");
        results[3].Should().Contain("to: This must be a mobile number");
        bench.Stage.World.Sent.Count(sent => sent.Kind == "template").Should().Be(1);
    }

    private Task<BackOfficeHost> StartAsync() => BackOfficeHost.StartAsync(flows: _flows.Path);
}
