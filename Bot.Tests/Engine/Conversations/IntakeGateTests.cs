using Bot.Engine.Conversations;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Conversations;

/// <summary>While answers are late, what people write comes in as fast as the outbox empties, fairly between people.</summary>
public sealed class IntakeGateTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    private readonly ManualClock _clock = new();
    private readonly RecordingObserver _observer = new();
    private readonly Alarms _alarms;
    private readonly IntakeGate _gate;

    public IntakeGateTests()
    {
        _alarms = new(_observer, _clock);
        _gate = new(Within, _clock, _alarms);
    }

    [Fact]
    public void While_answers_leave_in_time_everybody_passes_at_once()
    {
        _gate.Observe(_clock.GetUtcNow() - Within);

        Ask("a").IsCompletedSuccessfully.Should().BeTrue();
        _alarms.Open.Should().BeEmpty();
    }

    [Fact]
    public void What_may_leave_only_later_is_not_late()
    {
        _gate.Observe(_clock.GetUtcNow() + TimeSpan.FromHours(1));
        _gate.Observe(null);

        _gate.IsClosed.Should().BeFalse();
    }

    [Fact]
    public async Task Late_answers_let_in_one_for_a_row_that_ends_and_a_little_less()
    {
        Late();
        var asked = Enumerable.Range(0, 40).Select(person => Ask($"{person}")).ToList();
        _ = asked.Should().OnlyContain(pass => !pass.IsCompleted);

        End(20);
        await Eventually.Holds(() => asked.Count(pass => pass.IsCompleted) == 18);

        foreach (var pass in asked.Where(pass => pass.IsCompleted)) Handle(await pass, rows: 1);
        asked.Count(pass => pass.IsCompleted).Should().Be(18, "each left a row of its own");
        End(10);
        await Eventually.Holds(() => asked.Count(pass => pass.IsCompleted) == 27);
    }

    [Fact]
    public async Task A_turn_that_leaves_several_rows_is_paid_for_by_as_many()
    {
        Late();
        var asked = Enumerable.Range(0, 10).Select(person => Ask($"{person}")).ToList();

        End(2);
        Handle(await asked[0], rows: 4);
        End(3);
        asked.Count(pass => pass.IsCompleted).Should().Be(1);

        End(2);
        await asked[1];
    }

    [Fact]
    public async Task One_persons_storm_holds_nobody_up()
    {
        Late();
        var storm = Enumerable.Range(0, IntakeGate.LimitOfOne).Select(_ => Ask("storm")).ToList();
        await Ask("storm").Invoking(pass => pass).Should().ThrowAsync<OverloadedException>();
        var other = Ask("other");

        End(3);

        await storm[0];
        await other;
        storm.Skip(1).Should().OnlyContain(pass => !pass.IsCompleted);
    }

    [Fact]
    public async Task What_stood_in_line_too_long_is_turned_away_and_leaves_its_place()
    {
        Late();
        var first = Ask("a");
        _clock.Advance(TimeSpan.FromSeconds(4));
        var second = Ask("b");
        _clock.Advance(TimeSpan.FromSeconds(1));

        await first.Invoking(pass => pass).Should().ThrowAsync<OverloadedException>();
        End(2);
        await second;
    }

    [Fact]
    public async Task The_line_ends()
    {
        Late();
        for (var person = 0; person < IntakeGate.LineLimit; person++) _ = Ask($"{person}");

        await Ask("one more").Invoking(pass => pass).Should().ThrowAsync<OverloadedException>();
    }

    [Fact]
    public async Task Everybody_in_line_comes_in_when_answers_are_in_time_again()
    {
        Late();
        var asked = Enumerable.Range(0, 50).Select(person => Ask($"{person}")).ToList();

        _gate.Observe(_clock.GetUtcNow() - (Within * 0.7));

        await Task.WhenAll(asked);
        _gate.IsClosed.Should().BeFalse();
        foreach (var pass in asked) (await pass).Dispose();
    }

    [Fact]
    public void It_stays_closed_until_the_oldest_is_well_within_the_limit()
    {
        Late();

        _gate.Observe(_clock.GetUtcNow() - (Within * 0.9));

        _gate.IsClosed.Should().BeTrue();
    }

    [Fact]
    public async Task Where_the_pump_tells_nothing_any_more_everybody_passes()
    {
        Late();
        _clock.Advance(TimeSpan.FromSeconds(6));

        await Ask("a");
    }

    [Fact]
    public async Task Where_another_host_sends_somebody_comes_in_all_the_same()
    {
        Late();
        var asked = Ask("a");

        Late();

        await asked;
    }

    [Fact]
    public void Late_answers_are_an_alarm_that_ends_by_itself()
    {
        Late();
        Late();

        _alarms.Open.Should().ContainSingle().Which.Name.Should().Be(IntakeGate.Alarm);
        _clock.Advance(TimeSpan.FromMinutes(2));
        _alarms.Open.Should().BeEmpty();
    }

    [Fact]
    public void Zero_never_holds_anybody_back()
    {
        var gate = new IntakeGate(TimeSpan.Zero, _clock);

        gate.Observe(_clock.GetUtcNow() - TimeSpan.FromHours(1));

        gate.IsClosed.Should().BeFalse();
    }

    private void Late() => _gate.Observe(_clock.GetUtcNow() - Within - TimeSpan.FromSeconds(1));

    private Task<IntakePass> Ask(string conversation) => _gate.EnterAsync(conversation).AsTask();

    private void End(int rows)
    {
        for (; rows > 0; rows--) _gate.Ended();
    }

    private void Handle(IntakePass pass, int rows)
    {
        _gate.Queued(rows);
        pass.Dispose();
    }
}
