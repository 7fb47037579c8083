using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Kinds;
using Bot.Engine.Loading.Schemas;
using Bot.Engine.Loading.Types;
using Bot.Gateways.Operations;
using Bot.Host.Wiring;
using Bot.Templates.Requests;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Engine.Loading;

/// <summary>docs/flows.md is the whole reference: its examples load, and nothing that a flow may write is missing from it.</summary>
public sealed partial class FlowsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "flows.md"));

    private static readonly string[] Texts =
        [.. Example().Matches(Page).Select(example => example.Groups[1].Value).Where(text => text.StartsWith("flow: ", StringComparison.Ordinal))];

    public static TheoryData<string> Examples => [.. Texts];

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
            "next", "slot", "as", "skip", "quiet", "own", "words", "reject", "attempts", "remind", "expire", "commands", "always", "options", "summary", "with", "on", "when",
        ];

        wanted.Where(word => !Page.Contains($"`{word}`", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Every_key_of_a_flow_and_of_its_operations_stands_on_the_page()
    {
        string[] keys =
        [
            .. KeysOf(FlowSchema.Of(KnownInputTypes.Everything.Select(type => type.Name))), .. KeysOf(OperationsSchema.Of(new RequestTemplates())),
            .. "results slots for tell scope keep languages words types flows".Split(' '),
        ];

        keys.Distinct().Where(key => !Regex.IsMatch(Page, $@"`{Regex.Escape(key)}`|[{{\s]{Regex.Escape(key)}:")).Should().BeEmpty();
    }

    [Fact]
    public void Every_key_of_a_flow_stands_in_an_example_that_loads()
    {
        var examples = string.Join('\n', Texts);

        KeysOf(FlowSchema.Of([])).Distinct().Where(key => !Regex.IsMatch(examples, $@"[{{\s,]{Regex.Escape(key)}:")).Should().BeEmpty();
    }

    [Fact]
    public void Every_type_that_the_page_names_loads_as_it_stands_in_its_table()
    {
        var types = KnownInputTypes.All.All.Select(type => type.Name).ToList();
        var issues = new List<Issue>();
        var yaml = $"flow: f\nstart: {types[0]}\nslots:\n{string.Concat(types.Select(type => $"  {type}: {type}\n"))}states:\n"
            + string.Concat(types.Select((type, i) => $"  {type}: {{ ask: {type}, next: {types.ElementAtOrDefault(i + 1) ?? "done"} }}\n")) + "  done: { end: }\n";

        FlowLoader.Read("flow.yaml", yaml, new Dictionary<string, OperationContract>(), KnownInputTypes.All, issues).Should().NotBeNull();

        issues.Should().BeEmpty();
        types.Where(type => !Page.Split("## Types of answers")[1].Split("\n## ")[0].Contains($"`{type}`", StringComparison.Ordinal)).Should().BeEmpty();
    }

    private static IEnumerable<string> KeysOf(JsonNode schema) => schema switch
    {
        JsonObject map => map.SelectMany(pair =>
            (pair.Key == "properties" ? pair.Value!.AsObject().Select(key => key.Key) : []).Concat(pair.Value is null ? [] : KeysOf(pair.Value))),
        JsonArray list => list.SelectMany(item => item is null ? [] : KeysOf(item)),
        _ => [],
    };

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
