using System.Text;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Loading;

/// <summary>What an author wrote and nothing reads, or nothing can read, is told.</summary>
public sealed class UnreadFilesTests
{
    private const string Flow = "flow: menu\nstart: hello\nstates:\n  hello:\n    say: hello\n    next: done\n  done:\n    end:\n";

    [Theory]
    [InlineData("loan/flow.yml", "flows/loan/flow.yml(1,1): the file is not loaded: nothing reads a file of this name; call it flow.yaml")]
    [InlineData("loan/Flow.yaml", "flows/loan/Flow.yaml(1,1): the file is not loaded: nothing reads a file of this name; call it flow.yaml")]
    [InlineData("menu/flow.yml", "flows/menu/flow.yml(1,1): the file is not loaded: nothing reads a file of this name; call it flow.yaml")]
    [InlineData("menu/Messages.en.yaml", "flows/menu/Messages.en.yaml(1,1): the file is not loaded: nothing reads a file of this name; call it messages.en.yaml")]
    [InlineData("menu/message.en.yaml", "flows/menu/message.en.yaml(1,1): the file is not loaded: nothing reads a file of this name; call it messages.en.yaml")]
    [InlineData("flow.yaml", "flows/flow.yaml(1,1): the file is not loaded: nothing reads a file of this name; a flow stands in a folder of its own: <name>/flow.yaml")]
    [InlineData("flow.yml", "flows/flow.yml(1,1): the file is not loaded: nothing reads a file of this name; a flow stands in a folder of its own: <name>/flow.yaml")]
    [InlineData("Messages.en.yml", "flows/Messages.en.yml(1,1): the file is not loaded: nothing reads a file of this name; call it messages.en.yaml")]
    [InlineData("menu/operation.yaml", "flows/menu/operation.yaml(1,1): the file is not loaded: nothing reads a file of this name; call it operations.yaml")]
    [InlineData("menu/promises.yml", "flows/menu/promises.yml(1,1): the file is not loaded: nothing reads a file of this name; call it promises.yaml")]
    [InlineData("promises.yaml", "flows/promises.yaml(1,1): the file is not loaded: nothing reads a file of this name; it stands beside its flow: <name>/promises.yaml")]
    [InlineData("loan/notes.txt", "flows/loan(1,1): there is no flow in this folder; put flow.yaml into it, or remove the folder")]
    public void B47_what_is_not_loaded_is_told(string file, string issue)
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", Flow), (file, Flow));

        var shown = Load(folder);

        shown.Should().Equal(issue);
    }

    [Fact]
    public void Files_of_the_editor_and_scripted_conversations_are_no_issue()
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", Flow), ("menu/happy.replay", "# x"), ("menu/messages.en.yaml", "language: en"), (".git/config", ""), ("README.md", ""));

        Load(folder).Should().BeEmpty();
    }

    [Theory]
    [InlineData(new byte[] { 0x23, 0x20, 0xE9, 0x0A }, "flows/menu/flow.yaml(1,3): the byte E9 is no UTF-8; save the file as UTF-8")]
    [InlineData(new byte[] { 0x23, 0x0A, 0x23, 0xC3 }, "flows/menu/flow.yaml(2,2): the byte C3 is no UTF-8; save the file as UTF-8")]
    public void B47_bytes_that_are_no_UTF8_are_told_with_their_place(byte[] start, string issue)
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", ""));
        File.WriteAllBytes(Path.Combine(folder.Path, "menu", "flow.yaml"), [.. start, .. "\n"u8, .. Encoding.UTF8.GetBytes(Flow)]);

        Load(folder).Should().Equal(issue);
    }

    [Fact]
    public void B47_a_file_in_UTF16_is_told_and_read()
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", ""));
        File.WriteAllText(Path.Combine(folder.Path, "menu", "flow.yaml"), Flow, Encoding.Unicode);

        Load(folder).Should().Equal("flows/menu/flow.yaml(1,1): the file is written in UTF-16; save the file as UTF-8");
    }

    [Fact]
    public void B47_a_tab_that_indents_is_told_with_its_place()
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", Flow.Replace("    next", "\tnext", StringComparison.Ordinal)));

        Load(folder)[0].Should().Be("flows/menu/flow.yaml(6,1): the line is indented with a tab, which YAML does not take; indent with spaces");
    }

    private static List<string> Load(FlowsFolder folder) => [.. FlowLoader.LoadFolder(folder.Path, [], InputTypes.BuiltIn).Issues.Select(folder.Shown)];
}
