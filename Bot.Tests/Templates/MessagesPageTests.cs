using System.Text.RegularExpressions;
using Bot.Engine.Values;
using Bot.Templates;
using Bot.Templates.Loading;
using Bot.Templates.Rendering;
using Bot.Tests.Support;

namespace Bot.Tests.Templates;

/// <summary>docs/messages.md is the whole reference of messages: every key and function stands there, and each function's example shows what it says.</summary>
public sealed partial class MessagesPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "messages.md"));

    public static TheoryData<string, string, string> Functions
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (Match row in Row().Matches(Page.Split("## Functions")[1].Split("##")[0]))
                rows.Add(row.Groups[1].Value, Plain(row.Groups[2].Value), Plain(row.Groups[3].Value));
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_functions_example_shows_what_it_says(string function, string written, string shows)
    {
        written.Should().Contain(function);
        var catalogue = FlowsFolder.Catalogue(
            ("messages.en.yaml", $"language: en\nname: English\nmessages:\n  m: |-\n    {written}\noptions: {{ kind: {{ pan: PAN card }} }}\n"));

        new MessageRenderer(catalogue, (_, slot) => slot == "id").RenderText(Replies.Of("m")
            .With("word", "fast tag").With("tags", Value.List(["A1", "B2"])).With("amount", "5000000").With("day", "1990-06-15").With("phone", "919876543210")
            .With("kind", "pan").With("id", "ABCPD1234E")).Should().Be(shows);
    }

    [Fact]
    public void Every_function_has_an_example() => Functions.Select(row => row[0]).Should().BeEquivalentTo(TemplateFunctions.Names);

    [Fact]
    public void Every_key_of_a_messages_file_stands_on_a_page()
    {
        var pages = Page + File.ReadAllText(Path.Combine(Repository.Root, "docs", "flows.md")) + File.ReadAllText(Path.Combine(Repository.Root, "docs", "inputs.md"));
        string[] keys =
        [
            .. MessagesKeys.Shared, .. MessagesKeys.Flow, .. MessagesKeys.Option, .. MessagesKeys.Message, .. MessagesKeys.File,
            .. MessagesKeys.Location, .. MessagesKeys.Link, .. MessagesKeys.Template, .. MessagesKeys.Button,
        ];

        keys.Distinct().Where(key => !Regex.IsMatch(pages, $"`{key}`|\\b{key}:")).Should().BeEmpty();
    }

    private static string Plain(string cell) => cell.Replace("\\|", "|", StringComparison.Ordinal);

    [GeneratedRegex(@"^\| `([^`]+)` \| `((?:[^`])+)`.* \| `([^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
