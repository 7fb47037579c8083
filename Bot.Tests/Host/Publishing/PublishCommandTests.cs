using System.Text.RegularExpressions;
using Bot.Bench.Publishing;
using Bot.Host.Commands;
using Bot.Host.Publishing;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Host.Publishing;

/// <summary><c>flows</c> and <c>publish</c> from the command line.</summary>
public sealed partial class PublishCommandTests : IDisposable
{
    private const string HappyPath = """
        # A visit
        > visit
        < Which name?
        > Asha Rao
        < Which size?
        > small
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private string Edited => Path.Combine(_folder.Path, "edited");

    [Fact]
    public async Task A_folder_is_imported_planned_published_taken_back_and_removed()
    {
        VisitFlow.Beside(Repository.Flows).With(new Dictionary<string, string?> { ["visit/happy-path.replay"] = HappyPath + "\n< Which colour?\n" }).WriteTo(Edited);

        (await RunAsync("flows", "import", Edited, "--note", "visits")).Should().StartWith("Version 2: ");
        (await RunAsync("flows", "import", Edited)).Should().StartWith("These are the files of version 2");
        await RefusedAsync("A price is what a message costs, 0 or more.", "publish", "2", "--price", "-0.1");
        await RefusedAsync("A price is what a message costs, 0 or more.", "publish", "2", "--price", "NaN");
        var plan = await RunAsync("publish", "2", "--price", "0.12");
        plan.Should().Contain("version 2 takes the place of version 1.").And.Contain("visit states: +name +size +colour +done").And.Contain("visit besides: ")
            .And.Contain("Scripted conversations: 1 passed, 0 failed.").And.Contain("  visit: 3 messages, new; cost 0.360").And.Contain("Proof of visit: gone through whole, ")
            .And.Contain("; nothing new found.").And.Contain("Rehearsal: no recorded conversation was played.").And.Contain("No one is in the middle of anything.").And.Contain("FLOWS_FROM is files");
        (await RunAsync("publish", "--plan", Id().Match(plan).Groups[1].Value)).Should().StartWith("Version 2 is live (publication 2)");

        (await RunAsync("publish", "--back", "--yes")).Should().Contain("Version 1 is live (publication 3)");
        (await RunAsync("flows", "list")).Should().Contain("live").And.Contain("visits").And.Contain($"account:{Environment.UserName}");
        (await RunAsync("flows", "export", "2", Path.Combine(_folder.Path, "out"))).Should().StartWith("Version 2 lies in ");
        FlowFiles.Read(Path.Combine(_folder.Path, "out")).Hash.Should().Be(FlowFiles.Read(Edited).Hash);
        (await RunAsync("flows", "remove", "2")).Should().StartWith("Version 2 is gone; it was live before, so that publish --back leads nowhere");
        await RefusedAsync("Version 2 was live before, and was removed since; there are: 1.", "publish", "--back");
        await RefusedAsync("Version 1 is in use: conversations begin on it.", "flows", "remove", "1");
        (await RunAsync("flows", "import", Edited)).Should().StartWith("Version 3: ", "a number is never given twice");
    }

    [Fact]
    public async Task Scripts_that_come_out_otherwise_are_in_the_plan_three_whole_and_the_others_by_name_and_it_is_not_carried_out()
    {
        var scripts = Enumerable.Range(1, 5).ToDictionary(number => $"visit/wrong-{number}.replay", string? (number) => HappyPath + "\n< Which shape?\n");
        VisitFlow.Beside(Repository.Flows).With(scripts).WriteTo(Edited);
        await RunAsync("flows", "import", Edited);

        await RefusedAsync("5 scripted conversations of version 2 do not come out as they are written", "publish", "2", "--no-proof", "--yes");
        Output().Should().Contain("0 passed, 5 failed.").And.Contain("Proof: not made.");
        Output().Split("Which shape?").Should().HaveCount(1 + (3 * 2), "the line, and what was expected there");
        Output().Should().Contain($"FAIL  and 2 more: {Path.Combine("visit", "wrong-4.replay")}, {Path.Combine("visit", "wrong-5.replay")}\n");
    }

    [Fact]
    public async Task Going_back_neither_waits_for_scripts_nor_hangs_on_them()
    {
        // As of a version that went live with scripts that come out otherwise, because what they go through changed.
        VisitFlow.Beside(Repository.Flows).With(new Dictionary<string, string?> { ["visit/wrong.replay"] = HappyPath + "\n< Which shape?\n" }).WriteTo(Edited);
        await RunAsync("flows", "import", Edited);
        await RefusedAsync("1 scripted conversation of version 2 does not come out as it is written; mend what is wrong and make a new plan, or one that plays none (publish 2 --no-replays).",
            "publish", "2", "--no-proof", "--yes");
        await RunAsync("publish", "2", "--no-replays", "--no-proof", "--yes");
        await RunAsync("publish", "--back", "--yes");

        var back = await RunAsync("publish", "--back", "--yes");

        back.Should().Contain("Version 2 was live before: it is not tried out again.").And.Contain("Version 2 is live (publication 4)");
        back.Should().NotContain("Scripted conversations").And.NotContain("Proof");
    }

    [Fact]
    public async Task A_flow_that_joins_the_menu_has_the_scripts_of_the_menu_played_and_its_warnings_are_told()
    {
        var product = FlowFiles.Read(Repository.Flows);

        // In the languages of the flow that joins.
        var others = product.Files.Keys.Where(name => name.EndsWith(".replay", StringComparison.Ordinal) || name.EndsWith(".mr.yaml", StringComparison.Ordinal));
        var unscripted = product.With(others.ToDictionary(name => name, string? (_) => null))
            .With(new Dictionary<string, string?> { ["menu/list.replay"] = "# The list\n> hi\n< *\n[FASTag] [Apply for a loan] [Loan status]\n" });
        var joined = new Dictionary<string, string?>
        {
            ["visit/flow.yaml"] = VisitFlow.First["visit/flow.yaml"]!.Replace("start: name", "start: name\nmenu: { order: 90, label: visit }", StringComparison.Ordinal),
            ["visit/messages.en.yaml"] = WithPlace("en"),
            ["visit/messages.hi.yaml"] = WithPlace("hi"),
        };
        unscripted.WriteTo(Edited);
        await RunAsync("flows", "import", Edited);
        await RunAsync("publish", "2", "--no-replays", "--no-proof", "--yes");
        unscripted.With(joined).WriteTo(Edited);

        (await RunAsync("flows", "import", Edited)).Should().StartWith("Version 3: ").And.Contain("visit/flow.yaml(").And.Contain("warning: ");
        await ActAsync(["publish", "3", "--no-proof"]);

        Output().Should().Contain("Scripted conversations: 0 passed, 1 failed.").And.Contain(Path.Combine("menu", "list.replay"), "the file of the menu is the same");

        static string WithPlace(string language) =>
            VisitFlow.First[$"visit/messages.{language}.yaml"]!.Replace("options: { ", "options: { menu: { visit: Visit }, ", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_is_told_before_and_after_and_a_share_by_its_own_words()
    {
        VisitFlow.Beside(Repository.Flows).With(new Dictionary<string, string?> { ["visit/happy-path.replay"] = HappyPath + "\n< Which colour?\n" }).WriteTo(Edited);
        await RunAsync("flows", "import", Edited);
        await RunAsync("publish", "2", "--no-replays", "--no-proof", "--no-rehearsal", "--yes");
        VisitFlow.Beside(Repository.Flows).With(VisitFlow.Second).With(new Dictionary<string, string?> { ["visit/happy-path.replay"] = HappyPath + "\n" }).WriteTo(Edited);
        await RunAsync("flows", "import", Edited);

        var shared = await RunAsync("publish", "3", "--share", "10", "--price", "0.12", "--no-proof", "--no-rehearsal", "--yes");

        shared.Should().Contain("10 % of new conversations begin on version 3; version 2 stays live.")
            .And.Contain("  visit: 2 messages, before 3 (-33 %); cost 0.240, before 0.360").And.Contain("10 % of new conversations begin on version 3 from now on (publication 3).");
        (await RunAsync("flows", "list")).Should().Contain("10 %");
        (await RunAsync("publish", "2", "--no-replays", "--no-proof", "--no-rehearsal")).Should().Contain("The 10 % of new conversations that begin on version 3 end with it.");
        (await RunAsync("publish", "3", "--share", "0", "--no-replays", "--no-proof", "--no-rehearsal", "--yes")).Should().Contain("Version 2 is live (publication 4)");
    }

    [Fact]
    public async Task What_the_prover_finds_is_looked_at_before_it_is_carried_out()
    {
        var promises = new Dictionary<string, string?>
        {
            ["visit/promises.yaml"] = "promises:\n  - { says: no one is asked for a colour, never: state colour }\n",
        };
        VisitFlow.Beside(Repository.Flows).With(promises).WriteTo(Edited);
        await RunAsync("flows", "import", Edited);

        (await ActAsync(["publish", "2", "--yes"])).Should().Be(ExitCodes.Findings);
        Output().Should().Contain("1 found.").And.Contain("promise at visit").And.Contain("To be looked at: the prover finds 1 that version 1 does not have.")
            .And.Contain("Nothing is done yet");

        // One who has looked at it may.
        (await RunAsync("publish", "--plan", Id().Match(Output()).Groups[1].Value)).Should().StartWith("Version 2 is live");

        // What is live has it, too.
        VisitFlow.Beside(Repository.Flows).With(promises).With(VisitFlow.First).With(new Dictionary<string, string?>
        {
            ["visit/flow.yaml"] = VisitFlow.First["visit/flow.yaml"]!.Replace("[small, large]", "[large, small]", StringComparison.Ordinal),
        }).WriteTo(Edited);
        await RunAsync("flows", "import", Edited);
        (await RunAsync("publish", "3")).Should().Contain("nothing new found, 1 that version 2 has too.");
    }

    [Fact]
    public async Task A_folder_with_faults_is_not_imported_and_what_follows_from_them_is_counted()
    {
        VisitFlow.Beside(Repository.Flows).With(VisitFlow.Misspelt).WriteTo(Edited);

        await RefusedAsync("flows/visit/flow.yaml(", "flows", "import", Edited);

        _error.ToString().Should().Contain("a flow does not know 'slotx'; did you mean 'slots'?").And.MatchRegex(@"\n[1-9]\d* more follows? from this");
        (await RunAsync("flows", "list")).Should().StartWith("There are no versions in the database", "nothing was added");
    }

    [Fact]
    public async Task What_was_not_meant_is_told()
    {
        await RefusedAsync("Name a version, or --plan", "publish");
        await RefusedAsync("publish: 'abc' is not a whole number.", "publish", "abc");
        await RefusedAsync("--share: 'half' is not a whole number.", "publish", "2", "--share", "half");
        await RefusedAsync("There are no versions in the database: flows import makes the first.", "publish", "7");
        (await RunAsync("flows", "list")).Should().StartWith("There are no versions in the database", "who asks makes none");
        (await RunAsync("flows", "import", Repository.Flows)).Should().Contain("These are the files of version 1, which is the newest.");
        await RefusedAsync("There is no version 7; there are: 1.", "publish", "7");
        await RefusedAsync("Version 1 is live already.", "publish", "1");
        await RefusedAsync("No version was live before this one.", "publish", "--back");
        await RefusedAsync("There is no plan 4711;", "publish", "--plan", "4711");
        await RefusedAsync("There is no folder", "flows", "import", Path.Combine(_folder.Path, "nowhere"));
        await RefusedAsync("There is no version 9.", "flows", "remove", "9");
    }

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private async Task<string> RunAsync(params string[] args)
    {
        (await ActAsync(args)).Should().Be(ExitCodes.Ok, "{0}", _error);
        return Output();
    }

    private async Task RefusedAsync(string sentence, params string[] args)
    {
        (await ActAsync(args)).Should().Be(ExitCodes.CannotRun);
        _error.ToString().Should().Contain(sentence);
    }

    private async Task<int> ActAsync(string[] args)
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        return await Bot.Host.Commands.CommandLine.RunAsync(args, Settings, TextReader.Null, _output, _error);
    }

    private string Output() => _output.ToString();

    private IConfiguration Settings() => HostComposition.Sandboxed(_folder.Path, "publish");

    [GeneratedRegex("Plan ([0-9a-f]{12}):")]
    private static partial Regex Id();
}
