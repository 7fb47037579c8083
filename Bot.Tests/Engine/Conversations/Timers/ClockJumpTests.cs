using Bot.Engine.Abstractions;
using Bot.Engine.Conversations.Timers;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Engine.Conversations.Timers;

/// <summary>The wall clock is moved against the monotonic clock, and set right again.</summary>
public sealed class ClockJumpTests
{
    private const string Flow = """
        flow: menu
        start: name
        expire: { after: 2h, next: done }
        slots:
          name: text
        states:
          name:
            ask: name
            next: done
          done:
            end:
        """;

    [Fact]
    public void A_jump_ahead_is_doubted_until_it_has_stood_for_a_while()
    {
        var clock = new ManualClock();
        var watch = new ClockJumpMonitor(clock);
        clock.Advance(TimeSpan.FromSeconds(1));
        watch.Trusts().Should().BeTrue();

        clock.Set(TimeSpan.FromHours(5));
        watch.Trusts().Should().BeFalse();
        clock.Advance(ClockJumpMonitor.Doubt - TimeSpan.FromSeconds(1));
        watch.Trusts().Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        watch.Trusts().Should().BeTrue("a time that stands is the time");
    }

    [Fact]
    public void A_clock_that_is_set_right_again_is_trusted_at_once()
    {
        var clock = new ManualClock();
        var watch = new ClockJumpMonitor(clock);

        clock.Set(TimeSpan.FromHours(5));
        watch.Trusts().Should().BeFalse();
        clock.Set(TimeSpan.FromHours(-5));

        watch.Trusts().Should().BeTrue();
    }

    [Theory]
    [InlineData(-7)]
    [InlineData(0)]
    public void Time_that_passes_and_time_that_goes_back_are_trusted(int hours)
    {
        var clock = new ManualClock();
        var watch = new ClockJumpMonitor(clock);

        clock.Set(TimeSpan.FromHours(hours));
        clock.Advance(TimeSpan.FromHours(30));

        watch.Trusts().Should().BeTrue("a long stall of the process is no jump");
    }

    [Fact]
    public async Task Nobody_expires_by_a_jump_that_is_taken_back()
    {
        var clock = new ManualClock();
        await using var stage = new EngineStage(Flow, [], [new TakingChannel()], clock);
        for (var person = 0; person < 20; person++) await stage.SayAsync(person, "hi", "m1");
        using var stop = new CancellationTokenSource();
        var pumping = stage.Timers.RunAsync(stop.Token);

        clock.Set(TimeSpan.FromHours(6));
        await TickAsync(clock);
        for (var person = 0; person < 20; person++) (await stage.WhereAsync(person)).Should().Be("name");

        clock.Set(TimeSpan.FromHours(-6));
        clock.Advance(TimeSpan.FromHours(3));
        await TickAsync(clock);
        await stop.CancelAsync();
        await pumping.ContinueWith(_ => { }, TaskScheduler.Default);

        for (var person = 0; person < 20; person++) (await stage.Store.LoadAsync(EngineStage.KeyOf(person), default))!.Version.Should().Be(2, "each expired once, at its time");
    }

    [Fact]
    public async Task A_clock_that_goes_back_makes_timers_late_and_never_double()
    {
        var clock = new ManualClock();
        await using var stage = new EngineStage(Flow, [], [new TakingChannel()], clock);
        await stage.SayAsync(1, "hi", "m1");

        clock.Set(TimeSpan.FromHours(-4));
        (await stage.Timers.FireDueAsync(default)).Should().Be(0);
        clock.Advance(TimeSpan.FromHours(7));
        (await stage.Timers.FireDueAsync(default)).Should().Be(1);
        clock.Set(TimeSpan.FromHours(-4));
        clock.Advance(TimeSpan.FromHours(9));

        (await stage.Timers.FireDueAsync(default)).Should().Be(0);
    }

    [Fact]
    public async Task A_claim_is_its_owners_whatever_the_clock_does()
    {
        var clock = new ManualClock();
        await using var stage = new EngineStage(Flow, [], [new TakingChannel()], clock);
        await stage.SayAsync(1, "hi", "m1");

        clock.Set(TimeSpan.FromHours(-4));
        (await stage.Pump.DrainAsync(default)).Should().Be(0, "it is due when the clock is there again");
        clock.Set(TimeSpan.FromHours(4));
        (await stage.Pump.DrainAsync(default)).Should().Be(1);
        clock.Set(TimeSpan.FromHours(40));

        (await stage.Pump.DrainAsync(default)).Should().Be(0, "what was sent is not sent again");
    }

    [Theory]
    [InlineData(-48, true)]
    [InlineData(23, true)]
    [InlineData(25, false)]
    public async Task The_24_hour_window_is_judged_by_the_clock_on_the_wall_and_a_clock_that_goes_back_closes_none(int hours, bool sent)
    {
        var clock = new ManualClock();
        var channel = new TakingChannel();
        await using var stage = new EngineStage(Flow, [], [channel], clock);
        await stage.SayAsync(1, "hi", "m1");

        clock.Set(TimeSpan.FromHours(hours));
        if (hours < 0) (await stage.Pump.DrainAsync(default)).Should().Be(0, "it is due when the clock is there again");
        if (hours < 0) clock.Advance(TimeSpan.FromHours(-hours));
        await stage.Pump.DrainAsync(default);

        channel.Taken.Should().Be(sent ? 1 : 0);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(-3, -3)]
    public async Task The_window_opens_when_the_person_wrote_but_never_ahead_of_our_own_time(int providerAhead, int opened)
    {
        var clock = new ManualClock();
        await using var stage = new EngineStage(Flow, [], [new TakingChannel()], clock);
        var intake = new InboundDispatcher(stage.Runner, stage.Store, clock, NullLogger<InboundDispatcher>.Instance);

        await intake.DispatchAsync([new MessageReceived("test", clock.GetUtcNow().AddHours(providerAhead), "m1", "1", "Asha", new TextReceived("hi"))], default);

        (await stage.Store.LoadAsync(EngineStage.KeyOf(1), default))!.Facts.LastHeard.Should().Be(clock.GetUtcNow().AddHours(opened));
    }

    /// <summary>Two ticks of the timers' loop: the second finds the first one's work done. Each looks at the monotonic clock first of all.</summary>
    private static async Task TickAsync(ManualClock clock)
    {
        for (var tick = 0; tick < 2; tick++)
        {
            var reads = clock.TimestampReads;
            clock.Advance(TimeSpan.FromSeconds(1));
            await Eventually.Holds(() => clock.TimestampReads, read => read > reads);
        }
    }
}
