using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Host.Commands;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Host.Commands;

/// <summary><c>replay</c> reports on what the named files are about.</summary>
public sealed partial class ReplayCommandTests
{
    [Fact]
    public async Task A_script_is_played_on_the_flows_that_it_lies_among()
    {
        using var folder = new TemporaryFolder();
        Repository.CopyFlows(folder.Path);
        var messages = Path.Combine(folder.Path, "loan-lead", "messages.en.yaml");
        await File.WriteAllTextAsync(messages, (await File.ReadAllTextAsync(messages)).Replace("Let's find you a loan.", "A loan it is.", StringComparison.Ordinal));
        var script = Path.Combine(folder.Path, "loan-lead", "edited.replay");
        await File.WriteAllTextAsync(script, "# Edited words\n> loan\n< A loan it is.*\n");
        using var output = new StringWriter();

        (await Bot.Host.Commands.CommandLine.RunAsync(["replay", script], () => new ConfigurationBuilder().Build(), TextReader.Null, output, output)).Should()
            .Be(ExitCodes.Ok, output.ToString());
    }

    [Fact]
    public async Task The_messages_of_a_script_are_told_and_those_of_a_registration_are_20_at_most()
    {
        const int Most = 20;
        using var output = new StringWriter();

        (await Bot.Host.Commands.CommandLine.RunAsync(["replay", "--cost", Path.Combine(FlowTools.Folder, "fastag-assign", "happy-path.replay")],
            () => new ConfigurationBuilder().Build(), TextReader.Null, output, output)).Should().Be(ExitCodes.Ok, output.ToString());

        var costs = Cost().Matches(output.ToString()).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        costs.Should().HaveCount(2, "it is played in each language").And.OnlyContain(messages => messages > 0 && messages <= Most);
    }

    [Fact]
    public async Task The_coverage_of_one_file_is_told_for_the_flows_that_it_enters()
    {
        using var output = new StringWriter();

        (await Bot.Host.Commands.CommandLine.RunAsync(["replay", Path.Combine(FlowTools.Folder, "menu", "words-of-no-flow.replay"), "--coverage"],
            () => new ConfigurationBuilder().Build(), TextReader.Null, output, output)).Should().Be(ExitCodes.Ok, output.ToString());

        output.ToString().Should().Contain("\nmenu: states ").And.NotContain("\nfastag-replace: states ")
            .And.MatchRegex("\n[0-9]+ flows that these conversations do not enter are left out\n");
    }

    [GeneratedRegex(@"\((\d+) messages[,)]")]
    private static partial Regex Cost();
}
