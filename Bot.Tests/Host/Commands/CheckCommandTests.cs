using Bot.Host.Commands;
using Bot.Host.Replays;
using Bot.Tests.Examples;
using Bot.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Host.Commands;

/// <summary>What <c>check</c> prints of the shipped flows and of faulty ones.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task The_languages_are_told_in_percent()
    {
        (await CheckAsync(new(Repository.Flows, Languages: true))).Should().Be(ExitCodes.Ok);

        var table = _output.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        table.Should().Contain("en hi mr").And.Contain("(shared) 100 % 100 % 100 %").And.Contain("loan-lead 100 % 100 % 100 %");
        table.Should().ContainSingle(line => line.StartsWith("fastag-assign 100 % 100 % (")).Which.Should().NotEndWith("(100 %)");
    }

    [Fact]
    public async Task A_flow_whose_partner_is_left_out_is_told()
    {
        var off = new Dictionary<string, string?> { ["Gateways:Off:0"] = "basic" };

        (await CheckAsync(new(Repository.Flows), off)).Should().Be(ExitCodes.Ok);

        _output.ToString().Should().Contain("warning: 'loan-lead' calls leads.create, and Basic Application is left out of this installation; the flow is kept out of the menu");
    }

    [Theory]
    [InlineData("Development", ExitCodes.Ok, "warning: the host 'api.workshop.example' is not allowed")]
    [InlineData("Production", ExitCodes.Findings, "operations.yaml(6,29): the secret 'FLOW_WORKSHOP_KEY' is not set")]
    public async Task Hosts_and_secrets_are_judged_as_where_the_flows_are_to_run(string environment, int code, string told)
    {
        using var flows = new ExampleFlows("tyre-service");

        (await CheckAsync(new(flows.Path), new Dictionary<string, string?> { ["Environment"] = environment })).Should().Be(code, _output.ToString());

        _output.ToString().Should().Contain(told);
    }

    [Fact]
    public async Task Lines_of_replays_that_cannot_be_played_are_faults()
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", "flow: menu\nstart: done\nstates:\n  done:\n    end:\n"), ("messages.en.yaml", File.ReadAllText(Path.Combine(Repository.Flows, "messages.en.yaml"))),
            ("menu/first.replay", "# A talk\n> hi\nwait 5m\n"), ("menu/empty.replay", "# Nothing\n"));

        (await CheckAsync(new(folder.Path))).Should().Be(ExitCodes.Findings);

        _output.ToString().Should().Contain("first.replay(3,1): 'wait 5m' is no line of a replay").And.Contain("empty.replay(1,1): nothing is said in this replay");
    }

    [Theory]
    [InlineData("given http POST /bookings answer 201", "did you mean 'answers'?")]
    [InlineData("given http PSOT /bookings answers 201", "did you mean 'POST'?")]
    [InlineData("given http POST bookings answers 201", "begin the path with /: /bookings")]
    [InlineData("given http POST /bookings answers 999", "write a status from 200 to 599")]
    [InlineData("given http POST /bookings answers 201 twice", "write once, always or 3 times behind the status, and then the body as JSON")]
    [InlineData("given http POST /bookings answers 201 {\"id\":", "what is answered is no JSON; write {\"id\":\"B-7\"}")]
    [InlineData("given call leads.create", "write given call leads.create created {\"applicationId\":\"A1\"}")]
    [InlineData("@ http POST /bookings x", "write @ http POST /bookings 2")]
    [InlineData("@ leads", "write @ leads 1")]
    [InlineData("{imag https://shop.example/a.jpg}", "did you mean 'image'?")]
    [InlineData("[A", "close each label: [A] [B]")]
    [InlineData("as 12", "write as and a number of 10 digits or more, a user id such as IN.1100000000000001, or both")]
    public void A_line_that_is_none_is_told_with_the_part_that_is_wrong(string line, string instead) =>
        ReplayScript.Read("a.replay", $"> hi\n{line}\n").Issues.Select(issue => issue.ToString()).Should().Equal($"a.replay(2,1): '{line}' is no line of a replay; {instead}");

    [Fact]
    public async Task Names_in_replays_that_no_flow_has_are_faults()
    {
        const string Script = """
            # Names
            given call leads.crate created
            given call leads.create craeted
            @ state laon-lead/loanType
            @ state loan-lead/loanTyp
            @ slot loanTyp home_loan
            @ kept bookings 1
            language fr
            > {otp 98}
            """;
        using var folder = new FlowsFolder([.. Directory.EnumerateFiles(Repository.Flows, "*.yaml", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(Repository.Flows, file), File.ReadAllText(file))), ("menu/names.replay", Script)]);

        (await CheckAsync(new(folder.Path))).Should().Be(ExitCodes.Findings);

        _output.ToString().Should().Contain("names.replay(2,1): there is no operation 'leads.crate'; did you mean 'leads.create'?")
            .And.Contain("names.replay(3,1): there is no outcome of leads.create 'craeted'; did you mean 'created'?")
            .And.Contain("names.replay(4,1): there is no flow 'laon-lead'; did you mean 'loan-lead'?")
            .And.Contain("names.replay(5,1): there is no state of loan-lead 'loanTyp'; did you mean 'loanType'?")
            .And.Contain("names.replay(6,1): there is no slot of a flow 'loanTyp'; did you mean 'loanType'?")
            .And.Contain("names.replay(7,1): there is no table of kept answers 'bookings'; there is none to name")
            .And.Contain("names.replay(8,1): there is no language 'fr'; one of en, hi, mr").And.Contain("names.replay(9,1): '{otp 98}' stands for no code")
            .And.Contain("8 errors");
    }

    [Fact]
    public async Task A_folder_is_looked_at_again_when_a_file_has_changed()
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", "flow: menu\n"));
        using var stop = new CancellationTokenSource();
        var (runs, output) = (0, TextWriter.Synchronized(_output));
        var watching = FolderWatch.RunAsync(folder.Path, () => Task.FromResult(Interlocked.Increment(ref runs)), output, stop.Token);
        await Eventually.Holds(() => Volatile.Read(ref runs) == 1);

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "menu", "notes.txt"), "x");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "menu", "flow.yaml"), "flow: other\n");
        await Eventually.Holds(() => Volatile.Read(ref runs) >= 2);
        await stop.CancelAsync();

        (await watching).Should().BeGreaterThanOrEqualTo(2, "the code is that of the last run");
        _output.ToString().Should().Contain("flow.yaml has changed.").And.NotContain("notes.txt");
    }

    [Fact]
    public async Task What_is_watched_ends_at_once_when_it_is_stopped_whatever_it_is_at()
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", "flow: menu\n"));
        using var stop = new CancellationTokenSource();
        var endless = FolderWatch.RunAsync(folder.Path, () => new TaskCompletionSource<int>().Task, TextWriter.Null, stop.Token);

        // As what plays a script gives up when it hears of the end.
        var givenUp = FolderWatch.RunAsync(folder.Path, GiveUpAsync, TextWriter.Null, stop.Token);

        (await Task.WhenAll(endless, givenUp)).Should().Equal(ExitCodes.Ok, ExitCodes.Ok);

        async Task<int> GiveUpAsync()
        {
            await stop.CancelAsync();
            throw new TaskCanceledException();
        }
    }

    [Fact]
    public async Task A_setting_that_stands_twice_and_a_change_that_there_is_not_are_told()
    {
        using var folder = new TemporaryFolder();
        var flows = Path.Combine(folder.Path, "flows");
        Repository.CopyFlows(flows);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, ".env"), "HTTP_ALLOWED_HOSTS=a.example\nHTTP_ALLOWED_HOSTS=b.example\n");
        await File.WriteAllTextAsync(Path.Combine(flows, "menu", "mutants.yaml"),
            "same:\n  - { change: \"menu: next done becomes expired\", because: a }\n  - { change: b, becaus: c }\n");

        await CheckAsync(new(flows, Strict: true), new Dictionary<string, string?> { ["Folders:Working"] = folder.Path });

        _output.ToString().Should().Contain(".env(2,1): warning: HTTP_ALLOWED_HOSTS stands in line 1 too, and this line alone counts; take the other one out")
            .And.Contain("mutants.yaml(2,5): warning: menu has no change 'menu: next done becomes expired'")
            .And.Contain("a change does not know 'becaus'; did you mean 'because'?");
    }

    private Task<int> CheckAsync(CheckRequest request, IReadOnlyDictionary<string, string?>? settings = null) =>
        CheckCommand.RunAsync(() => new ConfigurationBuilder().AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build(), request, _output);
}
