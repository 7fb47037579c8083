using Bot.Engine.Loading;
using Bot.Engine.Loading.Yaml;
using Bot.Host.Wiring;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Loading;

/// <summary>Faulty files with the findings in the comments on top, word by word.</summary>
public sealed class FlowLoaderTests
{
    public static TheoryData<string> Faults => [.. FlowCase.In("Engine", "Loading", "Faults")];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_fault_of_a_file_is_told_at_once_with_its_place(string path)
    {
        var written = FlowCase.Read(path);

        written.Faults.Select(issue => issue.ToString()[issue.File.Length..]).Should().Equal(written.Comments.Where(line => line.StartsWith('(')), "{0} says so", path);
    }

    [Fact]
    public void A_folder_without_a_flow_says_where_to_put_one()
    {
        using var folder = new TemporaryFolder();

        var (flows, issues) = FlowLoader.LoadFolder(folder.Path, CaseOperations.All.Values, KnownInputTypes.All);

        flows.Should().BeEmpty();
        issues.Should().ContainSingle().Which.Instead.Should().Be("put one into <name>/flow.yaml");
    }

    [Fact]
    public void A_flow_stands_in_a_folder_of_its_name()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "one"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "nothing"));
        File.WriteAllText(Path.Combine(folder.Path, "one", "flow.yaml"), "flow: two\nstart: done\nstates:\n  done:\n    end:\n");

        var (flows, issues) = FlowLoader.LoadFolder(folder.Path, CaseOperations.All.Values, KnownInputTypes.All);

        flows.Should().ContainSingle().Which.Hash.Should().HaveLength(64);
        issues.Should().ContainSingle().Which.ToString().Should().EndWith("flow.yaml(1,7): the flow is named 'two' and stands in the folder 'one'; give both one name");
    }

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("10m", 600)]
    [InlineData("24h", 86_400)]
    [InlineData("7d", 604_800)]
    public void A_length_of_time_is_a_number_and_a_unit(string text, int seconds)
    {
        Durations.TryParse(text, out var duration).Should().BeTrue();
        duration.Should().Be(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("m")]
    [InlineData("0m")]
    [InlineData("-1m")]
    [InlineData("1.5h")]
    [InlineData("10 m")]
    [InlineData("10M")]
    [InlineData("999999999999d")]
    [InlineData("100001d")]
    public void Anything_else_is_no_length_of_time(string text) => Durations.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData("vehicelNumber", "vehicleNumber")]
    [InlineData("otp", "opt")]
    [InlineData("PLAN", "plan")]
    [InlineData("plan", null)]
    public void A_near_name_is_offered(string written, string? near) =>
        Nearest.To(written, near is null ? ["somethingElse"] : ["somethingElse", near]).Should().Be(near);
}
