using Bot.Sandbox.State;
using Bot.Tests.Support;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Sandbox;

public sealed class FaultTests : SandboxFixture
{
    [Theory]
    [InlineData("latency 5s", SandboxFaultKind.Latency, 1, "")]
    [InlineData("latency 250ms always", SandboxFaultKind.Latency, null, "")]
    [InlineData("status 503 3 times on validate_otp_bajaj", SandboxFaultKind.Status, 3, "validate_otp_bajaj")]
    [InlineData("garbage once", SandboxFaultKind.Garbage, 1, "")]
    [InlineData("drop ratio 0.25", SandboxFaultKind.Drop, null, "")]
    [InlineData("DONEBUTLOST on update_vehicle_details", SandboxFaultKind.DoneButLost, 1, "update_vehicle_details")]
    [InlineData("refuse \"Low wallet on purpose\" on validate_otp_bajaj", SandboxFaultKind.Refuse, 1, "validate_otp_bajaj")]
    public void A_fault_is_one_line_of_text(string text, SandboxFaultKind kind, int? times, string operation)
    {
        var fault = SandboxFault.Parse(text);

        fault.Kind.Should().Be(kind);
        fault.Times.Should().Be(times);
        fault.Operation.Should().Be(operation);
    }

    [Theory]
    [InlineData("")]
    [InlineData("explode")]
    [InlineData("status 99")]
    [InlineData("latency")]
    [InlineData("refuse nothing quoted")]
    public void What_is_no_fault_is_told_with_what_is(string text) =>
        FluentActions.Invoking(() => SandboxFault.Parse(text)).Should().Throw<FormatException>().WithMessage("*latency 5s*");

    [Fact]
    public void A_partner_that_does_not_exist_cannot_misbehave() =>
        FluentActions.Invoking(() => World.Misbehave("nobody", SandboxFault.Drop)).Should().Throw<ArgumentException>().WithMessage("*shauryapay*");

    [Fact]
    public async Task A_fault_strikes_as_often_as_it_was_told_and_only_where_it_was_told()
    {
        World.Misbehave("shauryapay", SandboxFault.Status(503).Repeated(2), "wallet_total_amount_api");
        World.Misbehave("shauryapay", SandboxFault.Drop, "uploadDocument");

        (await Shauryapay.RunAsync("agentByMobile", ("mobile", "9876543210"))).Outcome.Should().Be("found");
        var outcomes = new List<string>();
        for (var i = 0; i < 3; i++) outcomes.Add((await Shauryapay.RunAsync("wallet", ("agentId", "501"))).Outcome);

        outcomes.Should().Equal("unavailable", "unavailable", "ok");
        World.UnusedFaults().Should().ContainSingle().Which.Should().Contain("uploadDocument");
    }

    [Fact]
    public async Task A_ratio_is_kept_roughly_and_the_same_for_the_same_seed()
    {
        World.Misbehave("shauryapay", SandboxFault.Status(503).InRatio(0.5));

        var failed = 0;
        for (var i = 0; i < 40; i++)
            if ((await Shauryapay.RunAsync("wallet", ("agentId", "501"))).Outcome == "unavailable") failed++;

        failed.Should().BeInRange(8, 32);
    }

    [Fact]
    public async Task A_late_answer_comes_when_the_clock_has_moved()
    {
        World.Misbehave("shauryapay", SandboxFault.Latency(TimeSpan.FromMinutes(5)));

        var late = Shauryapay.RunAsync("wallet", ("agentId", "501"));
        await Eventually.Holds(() => World.UnusedFaults().Count, count => count == 0);
        late.IsCompleted.Should().BeFalse();
        await Eventually.Holds(() =>
        {
            Clock.Advance(TimeSpan.FromMinutes(5));
            return late.IsCompleted;
        });

        (await late).Outcome.Should().Be("ok");
    }
}
