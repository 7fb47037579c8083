using Bot.Engine.Abstractions;
using Bot.Products.OneTimeCodes;
using Bot.Tests.Host.Observability;
using Bot.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace Bot.Tests.Products.OneTimeCodes;

/// <summary>The codes that a deployment sends in a day over one channel.</summary>
public sealed class CodeBudgetTests
{
    private readonly ManualClock _clock = new();
    private readonly LogLines _lines = new();
    private readonly MemoryRecords _records;
    private bool _isAway;

    public CodeBudgetTests() => _records = new(_clock);

    [Fact]
    public async Task Hosts_count_together_and_none_sends_past_the_limit_until_midnight()
    {
        var (one, other) = (Host(10), Host(10));
        for (var sent = 0; sent < 5; sent++)
        {
            (await one.TakeAsync(count: true, default)).Should().BeNull();
            (await other.TakeAsync(count: true, default)).Should().BeNull();
        }

        (await one.TakeAsync(count: true, default)).Should().Be(TimeSpan.FromHours(17.5));
        (await other.TakeAsync(count: false, default)).Should().Be(TimeSpan.FromHours(17.5));
        _clock.Advance(TimeSpan.FromHours(17.5));
        (await one.TakeAsync(count: true, default)).Should().BeNull();
        (await other.StateAsync(default)).Sent.Should().Be(1);
    }

    [Fact]
    public async Task Of_two_hosts_that_take_the_last_send_at_the_same_moment_one_gets_it()
    {
        var other = Host(1);
        var overtaken = new OvertakenRecords(_records, () => other.TakeAsync(count: true, default));
        using var one = new CodeBudget("sms", 1, overtaken, _clock, NullLogger.Instance, () => false);

        (await one.TakeAsync(count: true, default)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_warning_comes_at_80_percent_once_over_all_hosts_and_an_error_at_the_end()
    {
        var (one, other) = (Host(10), Host(10));
        for (var sent = 0; sent < 7; sent++) await one.TakeAsync(count: true, default);
        (_lines.Events, (await one.StateAsync(default)).IsNearlySpent).Should().BeEquivalentTo((Array.Empty<LogEvent>(), false));

        for (var sent = 0; sent < 3; sent++) await other.TakeAsync(count: true, default);

        _lines.Events.Single().Level.Should().Be(LogEventLevel.Warning);
        _lines.Text.Should().Contain("8 of the 10").And.Contain("sms");
        (await one.StateAsync(default)).IsNearlySpent.Should().BeTrue();
        for (var tries = 0; tries < 3; tries++) await one.TakeAsync(count: true, default);
        _lines.Events.Select(line => line.Level).Should().Equal(LogEventLevel.Warning, LogEventLevel.Error);
    }

    [Fact]
    public async Task To_ask_uses_nothing_and_what_did_not_leave_is_given_back()
    {
        var budget = Host(1);
        for (var asked = 0; asked < 5; asked++) (await budget.TakeAsync(count: false, default)).Should().BeNull();

        (await budget.TakeAsync(count: true, default)).Should().BeNull();
        (await budget.TakeAsync(count: false, default)).Should().NotBeNull();
        budget.Return();

        (await budget.TakeAsync(count: true, default)).Should().BeNull();
        (await budget.TakeAsync(count: true, default)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_large_limit_costs_a_write_for_every_hundred_codes()
    {
        var budget = Host(1_000_000);

        for (var sent = 0; sent < 1_000; sent++) await budget.TakeAsync(count: true, default);

        _records.All(CodeBudget.Kind).Single().Version.Should().Be(10);
    }

    [Fact]
    public async Task While_the_database_is_away_a_host_counts_alone_and_adds_it_when_it_is_back()
    {
        var budget = Host(10);
        await budget.TakeAsync(count: true, default);
        _isAway = true;
        _records.Before = _ => throw new StoreUnavailableException("away");
        for (var sent = 0; sent < 9; sent++) (await budget.TakeAsync(count: true, default)).Should().BeNull();
        (await budget.TakeAsync(count: true, default)).Should().NotBeNull();

        (_isAway, _records.Before) = (false, null);

        (await Host(10).TakeAsync(count: true, default)).Should().BeNull("the others do not know yet");
        (await budget.TakeAsync(count: true, default)).Should().NotBeNull();
    }

    [Fact]
    public async Task What_was_sent_alone_stands_in_the_store_with_the_next_that_is_taken_there()
    {
        var budget = Host(20);
        _isAway = true;
        for (var sent = 0; sent < 9; sent++) await budget.TakeAsync(count: true, default);
        _isAway = false;

        await budget.TakeAsync(count: true, default);

        (await Host(20).StateAsync(default)).Sent.Should().Be(10);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_over_midnight_opens_no_new_day()
    {
        var budget = Host(2);
        await budget.TakeAsync(count: true, default);
        await budget.TakeAsync(count: true, default);

        _clock.Set(TimeSpan.FromHours(-12));

        (await budget.TakeAsync(count: true, default)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_send_that_did_not_leave_uses_nothing_and_past_the_limit_no_code_is_issued()
    {
        var budget = Host(1);
        var codes = new OneTimeCodeService(CodePurpose.Api, new(6, TimeSpan.FromMinutes(3), TimeSpan.Zero, 5), _records, new TestSecrets(), _clock, budget);

        (await codes.IssueAsync("+919876500001", "a", resend: true, _ => Task.FromResult(false), default)).Should().BeOfType<IssueResult.NotSent>();
        (await codes.IssueAsync("+919876500001", "b", resend: true, _ => Task.FromResult(true), default)).Should().BeOfType<IssueResult.Issued>();

        (await codes.IssueAsync("+919876500002", "c", resend: true, _ => throw new InvalidOperationException("nothing is sent"), default)).Should()
            .Be(new IssueResult.Spent(TimeSpan.FromHours(17.5)));
        (await codes.StateOfAsync("+919876500002", default)).Current.Should().BeNull();
    }

    private CodeBudget Host(int limit) =>
        new("sms", limit, _records, _clock, new SerilogLoggerFactory(_lines.Logger()).CreateLogger<CodeBudget>(), () => _isAway);
}
