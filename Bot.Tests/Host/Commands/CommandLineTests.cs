using System.CommandLine;
using System.Text.RegularExpressions;
using Bot.Host.Commands;
using Bot.Host.Settings;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Host.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private int _configured;

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    public void Without_a_command_it_serves(string line)
    {
        var root = Root();

        root.Parse(Words(line)).Action.Should().NotBeNull().And.BeSameAs(root.Subcommands.Single(command => command.Name == "serve").Action);
    }

    [Fact]
    public void Arguments_reach_their_command()
    {
        var chat = Parse("chat --as 9876500002");
        (chat.CommandResult.Command.Name, chat.GetValue<string>("--as"), chat.GetValue<FileInfo?>("--save")).Should().Be(("chat", "9876500002", null));

        Parse("check flows").GetValue<DirectoryInfo?>("folder")!.Name.Should().Be("flows");
        Parse("check flows --against data/bot.db").GetValue<string?>("--against").Should().Be("data/bot.db");

        var replay = Parse("replay a.replay b.replay --coverage");
        replay.GetValue<string[]>("files").Should().Equal("a.replay", "b.replay");
        replay.GetValue<bool>("--coverage").Should().BeTrue();

        Parse("graph menu").GetValue<string>("flow").Should().Be("menu");
    }

    [Fact]
    public async Task The_exit_code_is_the_commands()
    {
        (await RunAsync("graph no-such-flow")).Should().Be(ExitCodes.CannotRun);

        _error.ToString().Should().Contain("There is no flow 'no-such-flow'");
    }

    [Theory]
    [InlineData("sreve")]
    [InlineData("graph")]
    [InlineData("serve --loud")]
    public async Task Wrong_usage_is_two_and_runs_nothing(string line)
    {
        (await RunAsync(line)).Should().Be(ExitCodes.CannotRun);

        _configured.Should().Be(0);
        _error.ToString().Should().Contain("--help");
    }

    [Theory]
    [InlineData("prove --states 0", "--states '0' is no number from 1 on")]
    [InlineData("prove --seconds -1", "--seconds '-1' is no number from 1 on")]
    [InlineData("prove --longest many", "'many'")]
    [InlineData("prove --report page.md", "--report is the page of --mutants: name both")]
    [InlineData("prove --write --mutants", "--write and --mutants are two runs: name one")]
    public async Task Options_that_say_nothing_are_told(string line, string told)
    {
        (await RunAsync(line)).Should().Be(ExitCodes.CannotRun);

        _error.ToString().Should().Contain(told);
    }

    [Theory]
    [InlineData("prove --flows no/such/folder")]
    [InlineData("replay no-such.replay")]
    public async Task A_file_that_is_not_there_is_one_sentence(string line)
    {
        (await RunAsync(line)).Should().Be(ExitCodes.CannotRun);

        _error.ToString().TrimEnd().Should().Contain("no").And.NotContain("Exception").And.NotContain("\n");
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_are_two_and_told()
    {
        var code = await Bot.Host.Commands.CommandLine.RunAsync(["serve"], () => throw new SettingsException([], ["SECRET_KEY"], "Production"), TextReader.Null, _output, _error);

        code.Should().Be(ExitCodes.CannotRun);
        _error.ToString().Should().Contain("SECRET_KEY");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("new")]
    [InlineData("chat")]
    [InlineData("check")]
    [InlineData("replay")]
    [InlineData("graph")]
    [InlineData("backup")]
    [InlineData("integrity")]
    [InlineData("rotate-key")]
    [InlineData("letters")]
    [InlineData("conversation")]
    [InlineData("flows")]
    [InlineData("publish")]
    [InlineData("stats")]
    [InlineData("healthcheck")]
    public async Task Every_command_helps_with_an_example(string command)
    {
        (await RunAsync($"{command} --help")).Should().Be(ExitCodes.Ok);

        _output.ToString().Should().Contain("Example").And.Contain($"Bot.Host {command}");
        _configured.Should().Be(0);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private ParseResult Parse(string line) => Root().Parse(Words(line));

    [Fact]
    public void The_readme_names_every_command()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var begin = page.IndexOf("## Commands", StringComparison.Ordinal);
        var table = page[begin..page.IndexOf("\n## ", begin + 1, StringComparison.Ordinal)];

        Root().Subcommands.Where(command => !command.Hidden).Select(command => command.Name)
            .Where(name => !Regex.IsMatch(table, $"`{Regex.Escape(name)}[ `]")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_command_that_goes_on_ends_when_it_is_told_to()
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", "flow: menu\n"));

        var (code, error) = await HostProcess.EndAsync(folder.Path, "Watching", "check", folder.Path, "--watch");

        (code, error).Should().Be((ExitCodes.Ended, ""));
    }

    private RootCommand Root() => Bot.Host.Commands.CommandLine.Root(Configuration, TextReader.Null);

    private Task<int> RunAsync(string line) => Bot.Host.Commands.CommandLine.RunAsync(Words(line), Configuration, TextReader.Null, _output, _error);

    private IConfiguration Configuration()
    {
        _configured++;
        return new ConfigurationBuilder().Build();
    }
}
