using Bot.Engine.Conversations;
using Bot.Host.Commands;
using Bot.Host.Replays;
using Bot.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Host.Commands;

/// <summary><c>new</c>: a flow that is sound and runs as it was made, and <c>check</c> in the forms that machines read.</summary>
public sealed class NewCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public NewCommandTests() => Repository.CopyFlows(_folder.Path);

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_new_flow_is_sound_and_its_scripted_conversation_passes()
    {
        (await RunAsync("new", "tyre-check", "--folder", _folder.Path)).Should().Be(ExitCodes.Ok, _error.ToString());
        _output.ToString().Should().Contain("*tyre check* opens it");

        (await RunAsync("check", "--strict", _folder.Path)).Should().Be(ExitCodes.Ok, _output.ToString());

        var script = Path.Combine(_folder.Path, "tyre-check", "first-talk.replay");
        foreach (var play in ReplayPlay.Of([script], _folder.Path))
            (await ReplayCommand.PlayAsync(play, _folder.Path, new Observers([]))).Should().BeNull();
    }

    [Fact]
    public async Task Its_messages_are_made_in_every_language_of_the_shared_files()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "messages.mr.yaml"), "language: mr\n");

        await RunAsync("new", "tyre-check", "--folder", _folder.Path);

        Directory.EnumerateFiles(Path.Combine(_folder.Path, "tyre-check"), "messages.*").Select(Path.GetFileName)
            .Should().BeEquivalentTo("messages.en.yaml", "messages.hi.yaml", "messages.mr.yaml");
        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "tyre-check", "messages.mr.yaml"))).Should().StartWith("# To be translated.\n# yaml-language-server: $schema=../messages.schema.json\nlanguage: mr\n");
        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "tyre-check", "messages.hi.yaml"))).Should().Contain("आपका नाम");
    }

    [Fact]
    public async Task It_is_written_in_the_languages_that_are_named_and_says_so()
    {
        (await RunAsync("new", "tyre-check", "--languages", "en, hi", "--folder", _folder.Path)).Should().Be(ExitCodes.Ok, _error.ToString());

        Directory.EnumerateFiles(Path.Combine(_folder.Path, "tyre-check"), "messages.*").Select(Path.GetFileName)
            .Should().BeEquivalentTo("messages.en.yaml", "messages.hi.yaml");
        (await RunAsync("check", "--strict", _folder.Path)).Should().Be(ExitCodes.Ok, _output.ToString());
    }

    [Fact]
    public async Task A_language_that_there_is_not_is_told()
    {
        (await RunAsync("new", "tyre-check", "--languages", "en,xx", "--folder", _folder.Path)).Should().Be(ExitCodes.CannotRun);

        _error.ToString().Should().Contain("There is no language 'xx'").And.Contain("en, hi");
        Directory.Exists(Path.Combine(_folder.Path, "tyre-check")).Should().BeFalse();
    }

    [Theory]
    [InlineData("Tyre-check", "'Tyre-check' cannot be a flow's name: begin with a letter, and use lower-case letters, digits and -.")]
    [InlineData("../elsewhere", "cannot be a flow's name")]
    [InlineData("9-lives", "cannot be a flow's name")]
    [InlineData("menu", "is there already")]
    [InlineData("help", "'help' would open it, and is a word for 'help' already: choose another name.")]
    [InlineData("loan", "'loan' would open it, and opens loan-lead already: choose another name.")]
    public async Task What_cannot_be_made_is_told_and_nothing_is_written(string flow, string why)
    {
        var before = Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Length;

        (await RunAsync("new", flow, "--folder", _folder.Path)).Should().Be(ExitCodes.CannotRun);

        _error.ToString().Should().Contain(why);
        Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Should().HaveCount(before);
    }

    [Fact]
    public async Task A_folder_without_shared_messages_is_told()
    {
        using var empty = new TemporaryFolder();

        (await RunAsync("new", "tyre-check", "--folder", empty.Path)).Should().Be(ExitCodes.CannotRun);

        _error.ToString().Should().Contain("is no folder of flows");
    }

    private Task<int> RunAsync(params string[] arguments) =>
        Bot.Host.Commands.CommandLine.RunAsync(arguments, () => new ConfigurationBuilder().Build(), TextReader.Null, _output, _error);
}
