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
    public async Task Of_many_at_once_no_more_than_the_limit_are_taken()
    {
        var limits = new CallerLimits(new MemoryRecords(_clock), new TestSecrets(), _clock);

        var waits = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => limits.TakeAsync("crm", 5, 0, default))));

        waits.Count(wait => wait is null).Should().Be(5);
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
