using Bot.Engine.Flows;
using Bot.Templates.Loading;
using Bot.Tests.Support;

namespace Bot.Tests.Templates.Loading;

public sealed class LoadingTests
{
    private const string Folder = "Templates/Loading";

    public static TheoryData<string> Cases => [.. CaseFile.In(Folder)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_fault_of_the_files_is_told_at_its_place(string name)
    {
        var @case = CaseFile.Read(Folder, name);
        using var folder = new FlowsFolder([.. @case.Files.Select(file => (file.Key, file.Value))]);

        var (_, issues) = folder.Load();

        @case.Compare(issues.Select(folder.Shown));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told() =>
        MessageCatalogue.Load("/nowhere/flows").Issues.Should().ContainSingle().Which.Problem.Should().Be("there is no such folder");

    [Fact]
    public void An_issue_reads_as_a_compiler_would_say_it()
    {
        var issue = new Issue("flows/x.yaml", 3, 5, "there is no 'b'", "write a instead");

        issue.ToString().Should().Be("flows/x.yaml(3,5): there is no 'b'; write a instead");
        (issue with { Warning = true, Instead = "" }).ToString().Should().Be("flows/x.yaml(3,5): warning: there is no 'b'");
    }

    [Fact]
    public void A_text_is_not_cut_off_by_the_end_of_a_line_of_Windows()
    {
        using var folder = new FlowsFolder(("messages.en.yaml", "language: en\r\nname: English #\r\nmessages:\r\n  hello: Hello #1\r\n"));

        folder.Load().Issues.Select(folder.Shown).Should().Equal(
            "flows/messages.en.yaml(4,16): warning: the text ends before the #, which begins a comment; write the whole text in quotes instead");
    }

    [Fact]
    public void What_is_sound_is_kept_when_something_else_is_faulty()
    {
        using var folder = new FlowsFolder(("messages.en.yaml", "language: en\nname: English\nmessages:\n  good: Good\n  bad: '{{'\n"));

        var (catalogue, issues) = folder.Load();

        issues.Should().ContainSingle();
        catalogue.Languages.Should().Equal("en");
        catalogue.Words("", "en").Message("good").Should().NotBeNull();
    }

    [Fact]
    public void Languages_come_with_the_default_one_first()
    {
        var catalogue = FlowsFolder.Catalogue(
            ("messages.bn.yaml", "language: bn\nname: বাংলা\n"), ("messages.en.yaml", "language: en\nname: English\n"), ("messages.hi.yaml", "language: hi\nname: हिन्दी\n"));

        catalogue.Languages.Should().Equal("en", "bn", "hi");
        catalogue.NameOf("hi").Should().Be("हिन्दी");
    }
}
