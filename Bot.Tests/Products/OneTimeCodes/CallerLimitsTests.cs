using Bot.Products.OneTimeCodes;
using Bot.Tests.Support;

namespace Bot.Tests.Products.OneTimeCodes;

public sealed class CallerLimitsTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Hosts_count_together_per_minute_and_per_day_and_callers_apart()
    {
        var (records, secrets) = (new MemoryRecords(_clock), new TestSecrets());
        var (one, other) = (new CallerLimits(records, secrets, _clock), new CallerLimits(records, secrets, _clock));

        (await one.TakeAsync("crm", 2, 3, default)).Should().BeNull();
        _clock.Advance(TimeSpan.FromSeconds(20));
        (await other.TakeAsync("crm", 2, 3, default)).Should().BeNull();
        (await one.TakeAsync("crm", 2, 3, default)).Should().Be(TimeSpan.FromSeconds(40));
        (await one.TakeAsync("web", 2, 3, default)).Should().BeNull();
        _clock.Advance(TimeSpan.FromSeconds(40));
        (await other.TakeAsync("crm", 2, 3, default)).Should().BeNull();
        _clock.Advance(TimeSpan.FromMinutes(1));

        (await one.TakeAsync("crm", 2, 3, default)).Should().Be(new DateTimeOffset(2026, 1, 16, 0, 0, 0, TimeSpan.Zero) - _clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromDays(1));
        (await one.TakeAsync("crm", 2, 3, default)).Should().BeNull();
    }

    [Fact]
    public async Task Of_two_hosts_that_count_at_the_same_moment_the_later_counts_anew()
    {
        var (records, secrets) = (new MemoryRecords(_clock), new TestSecrets());
        var other = new CallerLimits(records, secrets, _clock);
        var one = new CallerLimits(new OvertakenRecords(records, () => other.TakeAsync("crm", 1, 0, default)), secrets, _clock);

        (await one.TakeAsync("crm", 1, 0, default)).Should().Be(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Of_many_at_once_no_more_than_the_limit_are_taken()
    {
        var limits = new CallerLimits(new MemoryRecords(_clock), new TestSecrets(), _clock);

        var waits = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => limits.TakeAsync("crm", 5, 0, default))));

        waits.Count(wait => wait is null).Should().Be(5);
    }

    [Fact]
    public async Task A_callers_record_stays_small_at_a_large_limit_and_the_limit_holds()
    {
        var records = new MemoryRecords(_clock);
        var limits = new CallerLimits(records, new TestSecrets(), _clock);
        for (var taken = 0; taken < 5_990; taken++)
        {
            (await limits.TakeAsync("crm", 5_990, 0, default)).Should().BeNull();
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        records.All("otpCaller").Single().Body.Length.Should().BeLessThan(4_000);
        (await limits.TakeAsync("crm", 5_990, 0, default))!.Value.Should().BeGreaterThan(TimeSpan.Zero).And.BeLessThan(TimeSpan.FromSeconds(2.2));
        _clock.Advance(TimeSpan.FromSeconds(2.2));
        (await limits.TakeAsync("crm", 5_990, 0, default)).Should().BeNull();
    }

    [Fact]
    public async Task What_a_caller_asks_for_at_once_is_one_change_of_its_record()
    {
        var records = new MemoryRecords(_clock);
        var limits = new CallerLimits(records, new TestSecrets(), _clock);
        using var first = new ManualResetEventSlim();
        records.Before = _ => first.Wait(TimeSpan.FromMinutes(1)).Should().BeTrue();

        var waits = Enumerable.Range(0, 100).Select(_ => limits.TakeAsync("crm", 90, 0, default)).ToArray();
        first.Set();

        (await Task.WhenAll(waits)).Count(wait => wait is null).Should().Be(90);
        records.All("otpCaller").Single().Version.Should().Be(2);
    }

    [Fact]
    public async Task A_record_of_an_earlier_build_counts_for_its_day()
    {
        var (records, secrets) = (new MemoryRecords(_clock), new TestSecrets());
        await records.ChangeAsync([new("otpCaller", secrets.Hash("otp.caller", "crm"), 0, """{"Sends":["2026-01-15T06:30:00+00:00"],"Day":"2026-01-15","Today":2}""")], default);
        var limits = new CallerLimits(records, secrets, _clock);

        (await limits.TakeAsync("crm", 60, 3, default)).Should().BeNull();
        (await limits.TakeAsync("crm", 60, 3, default)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_wall_clock_that_is_set_back_makes_no_caller_wait_longer_than_the_minute()
    {
        var limits = new CallerLimits(new MemoryRecords(_clock), new TestSecrets(), _clock);
        (await limits.TakeAsync("crm", 1, 0, default)).Should().BeNull();

        _clock.Set(TimeSpan.FromHours(-2));

        (await limits.TakeAsync("crm", 1, 0, default)).Should().Be(TimeSpan.FromMinutes(1));
    }
}
