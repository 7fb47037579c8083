using System.Text.RegularExpressions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Kinds;
using Bot.Engine.Loading.Types;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Engine.Loading;

/// <summary>docs/flows.md is the whole reference: its examples load, and nothing that a flow may write is missing from it.</summary>
public sealed partial class FlowsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "flows.md"));

    public static TheoryData<string> Examples =>
    [
        .. Example().Matches(Page).Select(example => example.Groups[1].Value).Where(text => text.StartsWith("flow: ", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_page_loads_and_passes_the_checks(string yaml)
    {
        using var services = FlowTools.Open(Repository.Flows);
        var name = yaml["flow: ".Length..yaml.IndexOfAny([' ', '\n'], "flow: ".Length)];
        using var folder = new FlowsFolder([(Path.Combine(name, "flow.yaml"), yaml),
            .. Directory.EnumerateDirectories(Repository.Flows)
                .Select(flow => (Path.Combine(Path.GetFileName(flow), "flow.yaml"), File.ReadAllText(Path.Combine(flow, "flow.yaml"))))]);

        var library = FlowLibrary.Load(folder.Path, "menu", services.GetServices<OperationContract>(), services.GetRequiredService<InputTypes>(), []);

        library.Issues.Where(issue => issue.File.Contains($"/{name}/", StringComparison.Ordinal)).Should().BeEmpty();
        library.Flows.Find(name).Should().NotBeNull();
    }

    [Fact]
    public void Every_kind_key_and_type_stands_on_the_page()
    {
        string[] wanted =
        [
            .. StateKinds.All.Select(kind => kind.Key), .. KnownInputTypes.Everything.Select(type => type.Name),
            .. ParameterKinds.All.SelectMany(kind => kind.Keys),
            "next", "slot", "as", "skip", "quiet", "words", "reject", "attempts", "remind", "expire", "commands", "always", "options", "summary", "with", "on", "when",
        ];

        wanted.Where(word => !Page.Contains($"`{word}`", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
