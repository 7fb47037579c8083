using Bot.Engine.Proving;
using Bot.Host.Commands;
using Bot.Host.Proofs;
using Bot.Host.Replays;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Proofs;

/// <summary>Faults planted in copies of shipped flows are found by <c>prove</c>, and the script of each fails where it is played.</summary>
public sealed class PlantedFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();

    public void Dispose()
    {
        _output.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_missing_way_after_a_declined_answer_is_found()
    {
        var flows = Edited("lead-status", ("notFound: { say: leadNotFound, next: statusBy }", "notFound: { say: leadNotFound, next: later }"), ("  shown:\n    end: shown", """
              later:
                choose: statusBy
                slot: statusBy
                options: [mobile, applicationId]
                always: true
                next: later

              shown:
                end: shown
            """));

        await ProveAsync("lead-status", flows, "wait     lead-status/later: no answer leads on from here");
        (await PlayAsync(flows, "wait")).Should().Contain("expected ended: nothing is going on").And.Contain("lead-status/later");
    }

    [Fact]
    public async Task An_edit_that_skips_the_code_is_found()
    {
        var flows = Edited("lead-status", ("    ask: mobile\n    next: findOwner", "    ask: mobile\n    next: checkProven"), ("  # A code sent into this very chat", """
              checkProven:
                set: {}
                next:
                  - { when: { codeNote: { set: true } }, to: findStatus }
                  - { to: findOwner }

              # A code sent into this very chat
            """));

        await ProveAsync("lead-status", flows, "promise  lead-status/code: how a loan stands is told for a number that is proven");
        (await PlayAsync(flows, "promise")).Should().Contain("expected sound").And.Contain("how a loan stands is told for a number that is proven");
    }

    [Fact]
    public async Task A_lead_that_is_made_twice_is_found()
    {
        var flows = Edited("loan-lead", ("next: created }", "next: again }"), ("  created:\n    end: created", """
              again:
                choose: confirm
                slot: confirm
                options: [yes, no]
                always: true
                next:
                  - { when: { confirm: yes }, to: create }
                  - { to: created }

              created:
                end: created
            """));

        await ProveAsync("loan-lead", flows, "twice    loan-lead/again: leads.create is called again after it came out well, with the same arguments");
        (await PlayAsync(flows, "twice")).Should().Contain("expected sound").And.Contain("leads.create is called again");
    }

    [Theory]
    [InlineData("lead-status")]
    [InlineData("tag-photo")]
    public async Task A_shipped_flow_is_gone_through_whole_and_nothing_is_found(string flow)
    {
        (await RunAsync(flow, Repository.Flows)).Should().Be(ExitCodes.Ok, "{0}", _output);

        _output.ToString().Should().Contain("gone through whole, 0 found");
        Directory.Exists(To).Should().BeFalse("there is no script to write");
    }

    private string To => Path.Combine(_folder.Path, "found");

    private async Task ProveAsync(string flow, string flows, string finding)
    {
        (await RunAsync(flow, flows)).Should().Be(ExitCodes.Findings, "{0}", _output);
        _output.ToString().Should().Contain(finding);
    }

    private Task<int> RunAsync(string flow, string flows) =>
        ProveCommand.RunAsync(new(flow, flows, To, new ProofBounds(), TimeSpan.FromMinutes(5)), _output, _output, default);

    /// <returns>How the first script of a kind fails.</returns>
    private async Task<string?> PlayAsync(string flows, string kind)
    {
        var file = Directory.EnumerateFiles(To, $"*-{kind}.replay").Order(StringComparer.Ordinal).First();
        return await ReplayCommand.PlayAsync(new(file, null), flows, new RecordingObserver());
    }

    private string Edited(string flow, params (string Was, string Now)[] changes)
    {
        var copy = Path.Combine(_folder.Path, "flows");
        Repository.CopyFlows(copy);
        var file = Path.Combine(copy, flow, "flow.yaml");
        var text = File.ReadAllText(file);
        foreach (var (was, now) in changes)
        {
            text.Should().Contain(was);
            text = text.Replace(was, now, StringComparison.Ordinal);
        }

        File.WriteAllText(file, text);
        return copy;
    }
}
