using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Checks;
using Bot.Host.Wiring;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Loading.Checks;

/// <summary>
/// Each check has a folder of its name: <c>trips-*.yaml</c> with the findings in the comments on top, word by word, and <c>passes-*.yaml</c> that no check at
/// all objects to.
/// </summary>
public sealed class FlowChecksTests
{
    public static TheoryData<string> Trips => [.. Cases("trips-")];

    public static TheoryData<string> Passes => [.. Cases("passes-")];

    [Theory]
    [MemberData(nameof(Trips))]
    public void A_check_tells_what_is_wrong_where_and_what_to_write_instead(string path)
    {
        var written = FlowCase.Read(path);
        written.Faults.Should().BeEmpty("what the loader tells needs no check");

        var found = CheckOf(path).Check(new FlowAnalysis(written.Flows, written.Entry)).ToList();

        found.Should().NotBeEmpty();
        found.OrderBy(issue => issue.Line).ThenBy(issue => issue.Column).Select(WithoutFile).Should()
            .Equal(written.Comments.Where(line => line.StartsWith('(')), "{0} says so", path);
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void A_whole_flow_passes_every_check(string path)
    {
        var written = FlowCase.Read(path);
        written.Faults.Should().BeEmpty();

        CheckOf(path).Check(new FlowAnalysis(written.Flows, written.Entry)).Should().BeEmpty();
        FlowChecks.Run(written.Flows, written.Entry).Where(issue => !issue.Warning).Should().BeEmpty();
    }

    [Fact]
    public void Every_check_has_cases_that_trip_it_and_cases_that_pass() => WithoutCases(FlowChecks.All.Select(check => check.Name)).Should().BeEmpty();

    [Fact]
    public void A_check_without_cases_is_noticed() => WithoutCases(["no-such-check"]).Should().Equal("no-such-check");

    [Fact]
    public void Every_case_belongs_to_a_check() =>
        FlowCase.In("Engine", "Loading", "Checks").Select(FolderOf).Distinct().Except(FlowChecks.All.Select(check => check.Name)).Should().BeEmpty();

    [Fact]
    public void A_product_without_its_entry_flow_is_told_so()
    {
        var written = FlowCase.Read("Engine/Loading/Checks/entry-flow/passes-without-needs.yaml");

        FlowChecks.Run(written.Flows, "agnet").Should().Contain(issue => issue.Problem == "there is no flow 'agnet' to answer a stranger" && issue.Instead == "did you mean 'agent'?");
    }

    [Fact]
    public void An_operation_that_nobody_has_is_told_once()
    {
        var faults = new List<Issue>();
        var flow = FlowLoader.Read("flow.yaml", "flow: loan\nstart: call\nslots:\n  note: text\nstates:\n  call:\n    call: bank.plan\n    with: { note }\n    on:\n      found: done\n  done:\n    end:\n", CaseOperations.All, KnownInputTypes.All, faults)!;

        faults.Should().ContainSingle();
        FlowChecks.Run([flow], "loan").Where(issue => !issue.Warning).Should().BeEmpty();
    }

    [Fact]
    public void Findings_come_in_the_order_of_the_file_each_once()
    {
        foreach (var path in FlowCase.In("Engine", "Loading", "Checks"))
        {
            var written = FlowCase.Read(path);

            var found = FlowChecks.Run(written.Flows, written.Entry);

            found.Should().OnlyHaveUniqueItems();
            found.Select(issue => (issue.Line, issue.Column)).Should().BeInAscendingOrder();
        }
    }

    [Fact]
    public void No_check_breaks_on_a_flow_that_the_loader_found_faulty()
    {
        foreach (var path in FlowCase.In("Engine", "Loading", "Faults"))
        {
            var written = FlowCase.Read(path);

            var checking = () => FlowChecks.Run(written.Flows, "menu");

            checking.Should().NotThrow("{0} is only faulty", path);
        }
    }

    private static IEnumerable<string> WithoutCases(IEnumerable<string> checks) =>
        checks.Where(check => !FlowCase.In("Engine", "Loading", "Checks", check).Any(IsTrip) || FlowCase.In("Engine", "Loading", "Checks", check).All(IsTrip));

    private static IEnumerable<string> Cases(string kind) => FlowCase.In("Engine", "Loading", "Checks").Where(path => Path.GetFileName(path).StartsWith(kind, StringComparison.Ordinal));

    private static bool IsTrip(string path) => Path.GetFileName(path).StartsWith("trips-", StringComparison.Ordinal);

    private static string FolderOf(string path) => path.Split('/')[^2];

    private static IFlowCheck CheckOf(string path) => FlowChecks.All.Single(check => check.Name == FolderOf(path));

    private static string WithoutFile(Issue issue) => issue.ToString()[issue.File.Length..];
}
