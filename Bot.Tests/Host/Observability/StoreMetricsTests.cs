using System.Diagnostics.Metrics;
using Bot.Engine.Abstractions;
using Bot.Host.Observability;
using Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Host.Observability;

public sealed class StoreMetricsTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly MeterBench _bench = new();
    private readonly CountedStates _states = new(new("fastag-assign", "plan", 7), new("", "", 3));
    private Func<DateTimeOffset, StoreHealth> _health = now => new(true, 12, now.AddSeconds(-90), 4);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_the_database_holds_is_measured_as_it_was_found_last()
    {
        using var metrics = Metrics();
        _bench.Read().Should().BeEmpty("nothing was looked up");

        await metrics.LookAsync(default);

        _bench.Read().Should().BeEquivalentTo(
            "bot.outbox.pending=12", "bot.outbox.lag=90", "bot.dead_letters=4", "bot.dead_letters.by_kind{bot.kind=}=0",
            "bot.sessions{bot.flow=fastag-assign,bot.state=plan}=7", "bot.sessions{bot.flow=,bot.state=}=3");
    }

    [Fact]
    public async Task An_empty_outbox_has_no_lag()
    {
        _health = _ => new(true, 0, null, 0);
        using var metrics = Metrics();

        await metrics.LookAsync(default);

        _bench.Read().Should().Contain("bot.outbox.lag=0");
    }

    [Fact]
    public async Task Sessions_are_counted_once_a_minute_at_most()
    {
        using var metrics = Metrics();

        await metrics.LookAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(59));
        await metrics.LookAsync(default);
        _states.Asked.Should().Be(1);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await metrics.LookAsync(default);
        _states.Asked.Should().Be(2);
    }

    [Fact]
    public async Task A_count_that_takes_long_is_followed_by_a_hundred_times_as_long_without()
    {
        _states.Takes = () => _clock.Advance(TimeSpan.FromSeconds(2));
        using var metrics = Metrics();

        await metrics.LookAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(197));
        await metrics.LookAsync(default);
        _states.Asked.Should().Be(1);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await metrics.LookAsync(default);
        _states.Asked.Should().Be(2);
    }

    private StoreMetrics Metrics() => new(new Api.FakeStore(now => _health(now)), _states, _bench.Meters, _clock,
        NullLogger<StoreMetrics>.Instance);
}
