using Bot.Storage.Postgres;
using Bot.Tests.Host.Observability;
using Bot.Tests.Support;
using Microsoft.Extensions.Logging;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace Bot.Tests.Storage.Postgres;

/// <summary>What a clock that goes by a server makes of its answers, on a host whose own clock is moved by hand.</summary>
public sealed class ServerClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _own = new();
    private readonly LogLines _lines = new();
    private readonly ServerClock _clock;

    public ServerClockTests() => _clock = new(_own);

    [Fact]
    public void Before_the_first_answer_it_is_the_hosts_own()
    {
        _clock.GetUtcNow().Should().Be(_own.Now);
        (_clock.OwnAhead, _clock.IsInDoubt).Should().Be((TimeSpan.Zero, false));
    }

    [Fact]
    public void It_goes_by_the_answer_and_then_by_the_hosts_monotonic_clock()
    {
        Told(Noon);
        _own.Advance(TimeSpan.FromMinutes(3));

        _clock.GetUtcNow().Should().Be(Noon.AddMinutes(3));
        _clock.OwnAhead.Should().Be(new ManualClock().Now - Noon);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void The_hosts_own_clock_may_be_set_meanwhile_and_is_doubted_until_the_next_answer(int seconds)
    {
        Told(Noon);
        _own.Set(TimeSpan.FromSeconds(seconds));

        (_clock.GetUtcNow(), _clock.IsInDoubt).Should().Be((Noon, true));
        Told(Noon);
        (_clock.GetUtcNow(), _clock.IsInDoubt).Should().Be((Noon, false));
    }

    [Fact]
    public void The_answer_is_taken_for_the_middle_of_the_round_trip()
    {
        Told(Noon, roundTrip: 0.2);

        _clock.GetUtcNow().Should().Be(Noon.AddMilliseconds(100));
    }

    [Theory]
    [InlineData(0.009, 0, 0)]
    [InlineData(-0.009, 0, 0)]
    [InlineData(0.011, 0, 0.011)]
    [InlineData(-2, 4, 0)]
    [InlineData(-4.5, 4, -2.5)]
    public void What_a_later_answer_cannot_tell_apart_from_nothing_changes_nothing(double told, double roundTrip, double moved)
    {
        Told(Noon);
        Told(Noon.AddSeconds(told), roundTrip);

        _clock.GetUtcNow().Should().Be(Noon.AddSeconds(moved));
    }

    [Fact]
    public async Task A_host_far_from_it_says_so_once_and_once_that_it_is_right_again()
    {
        using var worker = new ServerClockWorker(_clock, new SerilogLoggerFactory(_lines.Logger()).CreateLogger<ServerClockWorker>());
        Told(_own.Now.AddSeconds(-61));
        await worker.StartAsync(default);
        await LookedAsync(LogEventLevel.Warning);
        for (var second = 0; second < 5; second++) _own.Advance(TimeSpan.FromSeconds(1));
        Told(_own.Now.AddSeconds(61));
        for (var second = 0; second < 5; second++) _own.Advance(TimeSpan.FromSeconds(1));
        Told(_own.Now);
        await LookedAsync(LogEventLevel.Warning, LogEventLevel.Information);
        await worker.StopAsync(default);

        _lines.Text.Should().Contain("61 s ahead of the database's");
    }

    /// <summary>Seconds pass until the worker has said so much, and no more.</summary>
    private Task<string> LookedAsync(params LogEventLevel[] said) => Eventually.Holds(
        () =>
        {
            _own.Advance(TimeSpan.FromSeconds(1));
            return string.Join(' ', _lines.Events.Select(line => line.Level));
        },
        levels => levels == string.Join(' ', said));

    private void Told(DateTimeOffset server, double roundTrip = 0) => _clock.Take(server, TimeSpan.FromSeconds(roundTrip), _clock.GetTimestamp());
}
