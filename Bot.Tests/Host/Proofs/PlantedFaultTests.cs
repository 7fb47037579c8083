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
        var flows = Edited("lead-status", ("    own: sharedNumber\n    next: findOwner", "    next: checkProven"), ("  # A code would prove nothing", """
              checkProven:
                set: {}
                next:
                  - { when: { codeNote: { set: true } }, to: findStatus }
                  - { to: findOwner }

              # A code would prove nothing
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

    [Fact]
    public async Task A_wallet_that_is_declined_without_a_way_on_is_found()
    {
        var flows = Edited("fastag-assign", ("declined: { say: walletFailed, next: idProofType }", "declined: { say: walletFailed, next: declined }"),
            ("  # ---- the photos", """
              declined:
                choose: idProofType
                slot: otpDeclined
                options: { from: plans, value: id, label: name }
                always: true
                next: declined

              # ---- the photos
            """));

        await ProveAsync("fastag-assign", flows, "wait     fastag-assign/declined: no answer leads on from here", Few);
        (await PlayAsync(flows, "wait")).Should().Contain("expected ended: nothing is going on").And.Contain("fastag-assign/declined");
    }

    [Fact]
    public async Task An_edit_of_the_number_that_skips_the_customers_code_is_found()
    {
        var flows = Edited("fastag-assign", ("dependsOn: [requestId, userMobile, vehicleNumber, engineNumber]", "dependsOn: [requestId]"),
            ("    ask: userMobile\n    next: firstUserOtp", """
                ask: userMobile
                next:
                  - { when: { requestId: { set: true }, sessionId: { set: true }, userOtp: { set: true } }, to: verifyUserOtp }
                  - { to: firstUserOtp }
            """));

        await ProveAsync("fastag-assign", flows, "promise  fastag-assign/confirm: a tag is issued after the customer's OTP, and for the number and vehicle that it was sent for", Few with { First = false });
        (await PlayAsync(flows, "promise")).Should().Contain("expected sound").And.Contain("a tag is issued after the customer's OTP");
    }

    [Fact]
    public async Task A_tag_that_is_issued_twice_is_found()
    {
        var flows = Edited("fastag-assign", ("      activated: issued\n", "      activated: again\n"), ("  issued:\n    set: {}", """
              again:
                choose: confirm
                slot: confirm
                options: [yes, no]
                always: true
                next:
                  - { when: { confirm: yes }, to: activate }
                  - { to: issued }

              issued:
                set: {}
            """));

        await ProveAsync("fastag-assign", flows, "twice    fastag-assign/again: shauryapay.activate is called again after it came out well, with the same arguments", Few);
        (await PlayAsync(flows, "twice")).Should().Contain("expected sound").And.Contain("shauryapay.activate is called again");
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

    [Fact]
    public async Task Nothing_is_found_in_the_shipped_flows_on_their_straightest_conversations()
    {
        (await RunAsync(null, Repository.Flows, new(States: 3000, Shortest: 0))).Should().Be(ExitCodes.Ok, "{0}", _output);

        Directory.Exists(To).Should().BeFalse("there is no script to write");
    }

    /// <summary>Of a flow with some hundred thousand states, the straightest conversations are enough.</summary>
    private static ProofBounds Few => new(States: 8000, Shortest: 0, First: true);

    private string To => Path.Combine(_folder.Path, "found");

    private async Task ProveAsync(string flow, string flows, string finding, ProofBounds? bounds = null)
    {
        (await RunAsync(flow, flows, bounds)).Should().Be(ExitCodes.Findings, "{0}", _output);
        _output.ToString().Should().Contain(finding);
    }

    private Task<int> RunAsync(string? flow, string flows, ProofBounds? bounds = null) =>
        ProveCommand.RunAsync(new(flow, flows, To, bounds ?? new(), TimeSpan.FromMinutes(5)), _output, _output, default);

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
