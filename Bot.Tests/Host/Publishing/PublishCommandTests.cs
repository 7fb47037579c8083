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
        var plan = await RunAsync("publish", "2");
        plan.Should().Contain("version 2 takes the place of version 1.").And.Contain("visit states: +name +size +colour +done").And.Contain("visit besides: ")
            .And.Contain("Scripted conversations: 1 passed, 0 failed.").And.Contain("No one is in the middle of anything.").And.Contain("FLOWS_FROM is files");
        (await RunAsync("publish", "--plan", Id().Match(plan).Groups[1].Value)).Should().StartWith("Version 2 is live (publication 2)");

        (await RunAsync("publish", "--back", "--no-replays", "--yes")).Should().Contain("Version 1 is live (publication 3)");
        (await RunAsync("flows", "list")).Should().Contain("live").And.Contain("visits").And.Contain($"account:{Environment.UserName}");
        (await RunAsync("flows", "export", "2", Path.Combine(_folder.Path, "out"))).Should().StartWith("Version 2 lies in ");
        FlowFiles.Read(Path.Combine(_folder.Path, "out")).Hash.Should().Be(FlowFiles.Read(Edited).Hash);
        (await RunAsync("flows", "remove", "2")).Should().StartWith("Version 2 is gone.");
        await RefusedAsync("Version 1 is in use: conversations begin on it.", "flows", "remove", "1");
        (await RunAsync("flows", "import", Edited)).Should().StartWith("Version 3: ", "a number is never given twice");
    }

    [Fact]
    public async Task A_script_that_comes_out_otherwise_is_in_the_plan_which_is_not_carried_out()
    {
        VisitFlow.Beside(Repository.Flows).With(new Dictionary<string, string?> { ["visit/happy-path.replay"] = HappyPath + "\n< Which shape?\n" }).WriteTo(Edited);
        await RunAsync("flows", "import", Edited);

        await RefusedAsync("1 scripted conversations of version 2 do not come out as they are written", "publish", "2", "--yes");
        Output().Should().Contain("0 passed, 1 failed.").And.Contain("FAIL").And.Contain("Which shape?");
    }

    [Fact]
    public async Task What_was_not_meant_is_told()
    {
        await RefusedAsync("Name a version, or --plan", "publish");
        await RefusedAsync("There is no version 7; there are: 1.", "publish", "7");
        await RefusedAsync("Version 1 is live already.", "publish", "1");
        await RefusedAsync("No version was live before this one.", "publish", "--back");
        await RefusedAsync("There is no plan 4711.", "publish", "--plan", "4711");
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
