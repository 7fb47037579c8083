using System.Text.Json.Nodes;
using Bot.Engine.Flows;
using Bot.Host.Commands;
using Bot.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Host.Commands;

/// <summary>What <c>check</c> prints for editors and build servers.</summary>
public sealed class IssueFormatsTests
{
    private static readonly Issue Error = new("flows/a b/flow.yaml", 7, 3, "100% wrong:\nhere", "write next: end") { Rule = "dead-ends" };
    private static readonly Issue Warning = new("/tmp/flows/x,y/flow.yaml", 1, 1, "odd", "", Warning: true);

    [Fact]
    public void As_text_each_fault_is_a_line() =>
        IssueFormats.Write("text", [Warning, Error with { Problem = "wrong" }]).Should()
            .Be("/tmp/flows/x,y/flow.yaml(1,1): warning: odd\nflows/a b/flow.yaml(7,3): wrong; write next: end");

    [Fact]
    public void As_json_each_fault_is_an_object()
    {
        var read = JsonNode.Parse(IssueFormats.Write("json", [Error, Warning]))!.AsArray();

        read[0]!.ToJsonString().Should().Be("""{"file":"flows/a b/flow.yaml","line":7,"column":3,"severity":"error","rule":"dead-ends","problem":"100% wrong:\nhere","instead":"write next: end"}""");
        read[1]!["severity"]!.GetValue<string>().Should().Be("warning");
        IssueFormats.Write("json", []).Should().Be("[]");
    }

    [Fact]
    public void For_GitHub_the_signs_of_its_commands_are_escaped() =>
        IssueFormats.Write("github", [Error, Warning]).Should().Be(
            "::error file=flows/a b/flow.yaml,line=7,col=3::100%25 wrong:%0Ahere; write next: end\n::warning file=/tmp/flows/x%2Cy/flow.yaml,line=1,col=1::odd");

    [Fact]
    public void As_SARIF_a_fault_is_a_result_with_a_region()
    {
        var run = JsonNode.Parse(IssueFormats.Write("sarif", [Error, Warning]))!["runs"]![0]!;

        var result = run["results"]![0]!;
        result["level"]!.GetValue<string>().Should().Be("error");
        result["message"]!["text"]!.GetValue<string>().Should().Be("100% wrong:\nhere; write next: end");
        var place = result["locations"]![0]!["physicalLocation"]!;
        place["artifactLocation"]!["uri"]!.GetValue<string>().Should().Be("flows/a%20b/flow.yaml");
        (place["region"]!["startLine"]!.GetValue<int>(), place["region"]!["startColumn"]!.GetValue<int>()).Should().Be((7, 3));
        run["results"]![1]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!.GetValue<string>().Should().Be("file:///tmp/flows/x,y/flow.yaml");
    }

    [Fact]
    public void Build_servers_hear_of_files_of_the_repository_and_of_rules_to_group_by()
    {
        var run = JsonNode.Parse(IssueFormats.Write("sarif", [Error, Warning, Error], "/tmp"))!["runs"]![0]!;

        var place = run["results"]![1]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!;
        (place["uri"]!.GetValue<string>(), place["uriBaseId"]!.GetValue<string>()).Should().Be(("flows/x%2Cy/flow.yaml", "%SRCROOT%"));
        run["originalUriBaseIds"]!["%SRCROOT%"]!["uri"]!.GetValue<string>().Should().Be("file:///tmp/");
        run["results"]!.AsArray().Select(result => result!["ruleId"]!.GetValue<string>()).Should().Equal("dead-ends", "flow-file", "dead-ends");
        run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => rule!["id"]!.GetValue<string>()).Should().Equal("dead-ends", "flow-file");
        IssueFormats.Write("github", [Warning], "/tmp").Should().StartWith("::warning file=flows/x%2Cy/flow.yaml,line=1");
    }

    [Fact]
    public async Task A_warning_stops_a_strict_check_alone_and_machines_get_no_line_for_people()
    {
        using var folder = new TemporaryFolder();
        Repository.CopyFlows(folder.Path);
        var flow = Path.Combine(folder.Path, "tag-photo", "flow.yaml");
        await File.WriteAllTextAsync(flow, (await File.ReadAllTextAsync(flow)).Replace("  barcode: value\n", "  barcode: value\n  spare: value\n"));

        var (code, printed) = await CheckAsync(folder.Path);
        code.Should().Be(ExitCodes.Ok, printed);
        printed.Should().Contain("1 warnings");

        (await CheckAsync(folder.Path, "--strict")).Code.Should().Be(ExitCodes.Findings);

        JsonNode.Parse((await CheckAsync(folder.Path, "--format", "json")).Printed)!.AsArray().Should().ContainSingle();
    }

    private static async Task<(int Code, string Printed)> CheckAsync(string flows, params string[] more)
    {
        await using var output = new StringWriter();
        var code = await Bot.Host.Commands.CommandLine.RunAsync(["check", flows, .. more], () => new ConfigurationBuilder().Build(), TextReader.Null, output,
            TextWriter.Null);
        return (code, output.ToString());
    }
}
