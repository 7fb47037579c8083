using System.Globalization;
using Bot.Engine.Loading;
using Bot.Host.Commands;
using Bot.Host.Proofs;
using Bot.Host.Replays;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Proofs;

/// <summary><c>prove</c>: bounds, what is not there, and changes that nothing notices.</summary>
public sealed class ProveCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();

    public void Dispose()
    {
        _output.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_bound_is_told_with_what_was_not_covered()
    {
        (await RunAsync(new("lead-status", Repository.Flows, _folder.Path, new(States: 20), TimeSpan.FromMinutes(1))))
            .Should().Be(ExitCodes.Ok);

        _output.ToString().Should().Contain("NOT whole").And.Contain("not covered:").And.NotContain("gone through whole");
    }

    [Fact]
    public async Task A_bound_before_the_end_of_a_flow_makes_no_fault_of_the_one_that_runs_it()
    {
        (await RunAsync(new(null, Repository.Flows, _folder.Path, new(States: 10), TimeSpan.FromMinutes(1)))).Should().Be(ExitCodes.Ok);

        _output.ToString().Should().MatchRegex("menu .* NOT whole, 0 found");
    }

    [Fact]
    public async Task What_goes_wrong_on_a_weekday_night_alone_is_found_and_its_script_begins_then()
    {
        using var flows = new FlowsFolder(
            ("messages.en.yaml", await File.ReadAllTextAsync(Path.Combine(Repository.Flows, "messages.en.yaml"))), ("menu/flow.yaml", Nightly), ("menu/messages.en.yaml", NightlyWords));

        (await RunAsync(new("menu", flows.Path, _folder.Path, new(), TimeSpan.FromMinutes(1)))).Should().Be(ExitCodes.Findings);

        var script = Directory.GetFiles(_folder.Path, "menu-*-noEnd.replay")[0];
        (await File.ReadAllTextAsync(script)).Should().Contain("\nat 2026-11-18 23:00\n");
        (await ReplayCommand.PlayAsync(new(script, null), flows.Path, new ReplayCoverage()))!.ToString().Should().Contain("menu/");
    }

    private const string Nightly = """
        flow: menu
        start: size
        expire: { after: 24h, next: gone }
        slots: { size: { type: number, min: 1, max: 50 }, name: text, city: text }
        states:
          size:
            ask: size
            next:
              - { when: { is: officeHours }, to: done }
              - { when: { is: weekend }, to: done }
              - { to: name }
          name: { ask: name, next: city }
          city: { ask: city, next: name }
          done: { end: done }
          gone: { end: }
        """;

    private const string NightlyWords = """
        language: en
        messages: { size: Which size?, name: Your name?, city: Which city?, done: Thanks. }
        fields: { size: Size, name: Name, city: City }
        """;

    [Fact]
    public async Task Scripts_of_an_earlier_proof_of_the_flow_are_gone_and_others_stay()
    {
        string[] names = ["lead-status-1-wait.replay", "lead-status-of-mine.replay", "lead-status-2-mine.replay", "loan-lead-1-wait.replay"];
        foreach (var name in names) await File.WriteAllTextAsync(Path.Combine(_folder.Path, name), "");

        await RunAsync(new("lead-status", Repository.Flows, _folder.Path, new(States: 20), TimeSpan.FromMinutes(1)));

        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Should().BeEquivalentTo(names[1..]);
    }

    [Fact]
    public async Task A_flow_that_is_not_there_is_told()
    {
        (await RunAsync(new("lead-statistics", Repository.Flows, _folder.Path, new(), TimeSpan.FromMinutes(1)))).Should().Be(ExitCodes.CannotRun);

        _output.ToString().Should().Contain("There is no flow 'lead-statistics'");
    }

    [Fact]
    public async Task Changes_are_counted_by_what_notices_them()
    {
        var flows = CopyWithoutScripts();
        var report = Path.Combine(_folder.Path, "page.md");

        await RunAsync(new("tag-photo", flows, _folder.Path, new(), TimeSpan.FromMinutes(1), Mutants: true, Report: report));

        _output.ToString().Should().Contain("| tag-photo |").And.Contain("## Not noticed", "no script of this flow is left").And.Contain("becomes");
        (await File.ReadAllTextAsync(report)).Should().StartWith("# Changes of the flows that are noticed").And.Contain("| tag-photo |");
    }

    [Fact]
    public void The_page_of_changes_counts_those_of_the_flows_as_they_are()
    {
        var page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "flows-proof.md"));
        using var services = FlowTools.Open(Repository.Flows);
        foreach (var flow in services.GetRequiredService<FlowCatalog>().Flows.All)
        {
            var mutants = FlowMutants.Of(flow, File.ReadAllText(flow.File));
            page.Should().ContainSingle(line => line.StartsWith(MutantReport.Beginning(flow.Name, mutants), StringComparison.Ordinal),
                "prove --mutants --report docs/flows-proof.md writes it anew");
            MutantFile.Read(flow).Keys.Should().BeSubsetOf(mutants.Select(mutant => mutant.What), "{0} speaks of changes that there are", FlowFileNames.Mutants);
        }

        page.Should().Contain(line => MutantReport.Titles.Values.All(title => line.Contains(title, StringComparison.Ordinal)));
        page.Where(line => line.EndsWith(" % |", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split('|')[^2].Trim(' ', '%'), CultureInfo.InvariantCulture))
            .Should().OnlyContain(percent => percent >= 95);
    }

    [Fact]
    public void Every_kind_of_change_is_made()
    {
        using var services = FlowTools.Open(Repository.Flows);
        var flow = services.GetRequiredService<FlowCatalog>().Flows.Find("fastag-assign")!;

        var mutants = FlowMutants.Of(flow, File.ReadAllText(flow.File)).Select(mutant => mutant.What).ToList();

        mutants.Should().OnlyHaveUniqueItems().And.Contain(
        [
            "userOtp: without commands: { resend: resendUserOtp }",
            "userOtp: resend resendUserOtp becomes sendUserOtp",
            "userOtp: then tooManyTries becomes lowWallet",
            "userOtp: 3 attempts become 4",
            "sendUserOtp: declined, next otpDeclined becomes userOtp",
            "reserveBarcode: reserved needMaker becomes findMakers",
            "lowWallet: 'to: verifyUserOtp' and 'to: stopped' are turned round",
            "confirm: 'to: activate' and 'edit: any' are turned round",
        ]).And.Contain(what => what.StartsWith("knownVehicle: knownMaker { set: true } is turned in ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_scripts_that_are_missing_are_written_pass_and_are_whole()
    {
        using var flows = new FlowsFolder(
            ("messages.en.yaml", await File.ReadAllTextAsync(Path.Combine(Repository.Flows, "messages.en.yaml"))), ("menu/flow.yaml", Small), ("menu/messages.en.yaml", SmallWords));

        (await RunAsync(new("menu", flows.Path, _folder.Path, new(), TimeSpan.FromMinutes(1), Write: true))).Should().Be(ExitCodes.Ok, "{0}", _output);

        var written = _output.ToString().Split('\n').Where(line => line.StartsWith("written: ", StringComparison.Ordinal))
            .Select(line => line["written: ".Length..].TrimEnd()).ToList();
        written.Select(Path.GetFileName).Should().Contain("proved-findOwner-outcome-own-own.replay").And.OnlyHaveUniqueItems();
        written.Select(file => File.ReadLines(file).Count(line => line.StartsWith('>') || line.StartsWith("advance", StringComparison.Ordinal)))
            .Should().BeInAscendingOrder("shorter ones come first");
        (await File.ReadAllTextAsync(written.Single(file => file.EndsWith("-findOwner-outcome-own-own.replay", StringComparison.Ordinal))))
            .Should().StartWith("# findOwner by 'outcome own' to own\n").And.Contain("given call leads.isOwnNumber own").And.Contain("< Your number?").And.EndWith("@ sound\n");

        var coverage = new ReplayCoverage();
        foreach (var file in written) (await ReplayCommand.PlayAsync(new(file, null), flows.Path, coverage)).Should().BeNull();
        using var services = FlowTools.Open(flows.Path);
        coverage.Of(services.GetRequiredService<FlowCatalog>().Flows, ["en"]).Single().Ways.Missing.Should().BeEmpty();

        _output.GetStringBuilder().Clear();
        await RunAsync(new("menu", flows.Path, _folder.Path, new(), TimeSpan.FromMinutes(1), Write: true));
        _output.ToString().Should().Contain("0 scripts were written.", "nothing is missing any more");
    }

    private const string Small = """
        flow: menu
        start: mobile
        expire: { after: 24h, next: expired }
        slots: { mobile: mobile, confirm: choice }
        states:
          mobile: { ask: mobile, attempts: { max: 2, then: tooMany }, next: findOwner }
          findOwner:
            call: leads.isOwnNumber
            with: { mobile }
            on: { own: own, other: confirm }
          confirm:
            choose: confirm
            options: [yes, no]
            next:
              - { when: { confirm: yes }, to: other }
              - { to: mobile }
          own: { end: own }
          other: { end: other }
          tooMany: { end: tooMany }
          expired: { end: }
        """;

    private const string SmallWords = """
        language: en
        messages: { mobile: Your number?, confirm: Is it another's?, own: It is yours., other: It is another's., tooMany: Too many. }
        options: { confirm: { yes: Yes, no: No } }
        fields: { mobile: Number, confirm: Owner }
        """;

    /// <summary>The shipped flows without a script.</summary>
    private string CopyWithoutScripts()
    {
        var copy = Path.Combine(_folder.Path, "flows");
        Repository.CopyFlows(copy);
        foreach (var script in Directory.EnumerateFiles(copy, "*.replay", SearchOption.AllDirectories)) File.Delete(script);
        return copy;
    }

    private Task<int> RunAsync(ProofRequest request) => ProveCommand.RunAsync(request, _output, _output, default);
}
