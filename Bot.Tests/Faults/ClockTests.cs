using Bot.Engine.Conversations;
using Bot.Engine.Domain;
using Bot.Engine.Operations;
using Bot.Engine.Ports;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Faults;

/// <summary>The clock on the wall is set wrong, and set right again.</summary>
public sealed class ClockTests
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
        var clock = new TwoClocks();
        var watch = new ClockWatch(clock);
        clock.Pass(TimeSpan.FromSeconds(1));
        watch.Trusts().Should().BeTrue();

        clock.Set(TimeSpan.FromHours(5));
        watch.Trusts().Should().BeFalse();
        clock.Pass(ClockWatch.Doubt - TimeSpan.FromSeconds(1));
        watch.Trusts().Should().BeFalse();
        clock.Pass(TimeSpan.FromSeconds(1));
        watch.Trusts().Should().BeTrue("a time that stands is the time");
    }

    [Fact]
    public void A_clock_that_is_set_right_again_is_trusted_at_once()
    {
        var clock = new TwoClocks();
        var watch = new ClockWatch(clock);

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
        var clock = new TwoClocks();
        var watch = new ClockWatch(clock);

        clock.Set(TimeSpan.FromHours(hours));
        clock.Pass(TimeSpan.FromHours(30));

        watch.Trusts().Should().BeTrue("a long stall of the process is no jump");
    }

    [Fact]
    public async Task Nobody_expires_by_a_jump_that_is_taken_back()
    {
        var clock = new TwoClocks();
        await using var stage = new FaultStage(Flow, [], [new TakingChannel()], clock);
        for (var person = 0; person < 20; person++) await stage.SayAsync(person, "hi", "m1");
        using var stop = new CancellationTokenSource();
        var pumping = stage.Timers.RunAsync(stop.Token);

        clock.Set(TimeSpan.FromHours(6));
        await clock.TickAsync();
        for (var person = 0; person < 20; person++) (await stage.WhereAsync(person)).Should().Be("name");

        clock.Set(TimeSpan.FromHours(-6));
        clock.Pass(TimeSpan.FromHours(3));
        await clock.TickAsync();
        await clock.TickAsync();
        await stop.CancelAsync();
        await pumping.ContinueWith(_ => { }, TaskScheduler.Default);

        for (var person = 0; person < 20; person++) (await stage.Store.LoadAsync(FaultStage.KeyOf(person), default))!.Version.Should().Be(2, "each expired once, at its time");
    }

    [Fact]
    public async Task A_clock_that_goes_back_makes_timers_late_and_never_double()
    {
        var clock = new ManualClock();
        await using var stage = new FaultStage(Flow, [], [new TakingChannel()], clock);
        await stage.SayAsync(1, "hi", "m1");

        clock.Now -= TimeSpan.FromHours(4);
        (await stage.Timers.FireDueAsync(default)).Should().Be(0);
        clock.Advance(TimeSpan.FromHours(7));
        (await stage.Timers.FireDueAsync(default)).Should().Be(1);
        clock.Now -= TimeSpan.FromHours(4);
        clock.Advance(TimeSpan.FromHours(9));

        (await stage.Timers.FireDueAsync(default)).Should().Be(0);
    }

    [Fact]
    public async Task A_claim_is_its_owners_whatever_the_clock_does()
    {
        var clock = new ManualClock();
        await using var stage = new FaultStage(Flow, [], [new TakingChannel()], clock);
        await stage.SayAsync(1, "hi", "m1");

        clock.Now -= TimeSpan.FromHours(4);
        (await stage.Pump.DrainAsync(default)).Should().Be(0, "it is due when the clock is there again");
        clock.Now += TimeSpan.FromHours(4);
        (await stage.Pump.DrainAsync(default)).Should().Be(1);
        clock.Now += TimeSpan.FromHours(40);

        (await stage.Pump.DrainAsync(default)).Should().Be(0, "what was sent is not sent again");
    }

    [Fact]
    public async Task A_code_lives_no_longer_because_the_clock_was_set_back()
    {
        var clock = new TwoClocks();
        var desk = new CodeDesk(clock);
        var code = await desk.IssueAsync();

        clock.Pass(TimeSpan.FromMinutes(8));
        clock.Set(TimeSpan.FromMinutes(-5));
        clock.Pass(TimeSpan.FromMinutes(1));
        (await desk.VerifyAsync("wrong")).Should().BeOfType<VerifyResult.Wrong>("it has a minute left");
        clock.Pass(TimeSpan.FromMinutes(1));

        (await desk.VerifyAsync(code)).Should().BeOfType<VerifyResult.NotFound>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_code_that_ended_stays_ended_when_the_clock_goes_back(bool restarted)
    {
        var clock = new TwoClocks();
        var desk = new CodeDesk(clock);
        var code = await desk.IssueAsync();
        clock.Pass(TimeSpan.FromMinutes(11));
        if (restarted) desk = desk.Restarted();
        (await desk.VerifyAsync(code)).Should().BeOfType<VerifyResult.NotFound>();

        clock.Set(TimeSpan.FromMinutes(-8));

        (await desk.VerifyAsync(code)).Should().BeOfType<VerifyResult.NotFound>();
    }

    [Fact]
    public async Task A_code_that_was_found_expired_by_a_jump_ahead_does_not_come_back_to_life()
    {
        var clock = new TwoClocks();
        var desk = new CodeDesk(clock);
        var code = await desk.IssueAsync();

        clock.Set(TimeSpan.FromHours(1));
        (await desk.VerifyAsync(code)).Should().BeOfType<VerifyResult.NotFound>();
        clock.Set(TimeSpan.FromHours(-1));

        (await desk.VerifyAsync(code)).Should().BeOfType<VerifyResult.NotFound>();
        (await desk.SendAsync(resend: false)).Should().BeOfType<IssueResult.Issued>();
    }

    [Fact]
    public async Task A_jump_ahead_that_is_taken_back_before_anybody_asks_costs_nobody_a_code()
    {
        var clock = new TwoClocks();
        var desk = new CodeDesk(clock);
        var code = await desk.IssueAsync();

        clock.Set(TimeSpan.FromHours(1));
        clock.Set(TimeSpan.FromHours(-1));

        (await desk.VerifyAsync(code)).Should().BeOfType<VerifyResult.Verified>();
    }

    [Fact]
    public async Task A_clock_set_back_by_hours_ends_the_codes_that_are_out_and_keeps_nobody_from_a_new_one()
    {
        var clock = new TwoClocks();
        var desk = new CodeDesk(clock);
        var code = await desk.IssueAsync();
        clock.Set(TimeSpan.FromHours(-5));
        desk = desk.Restarted();

        (await desk.VerifyAsync(code)).Should().BeOfType<VerifyResult.NotFound>("nobody can tell how long it has been out");
        (await desk.SendAsync(resend: true)).Should().BeOfType<IssueResult.TooSoon>().Which.Wait.Should().BeLessThanOrEqualTo(CodeDesk.Policy.ResendAfter, "the limits hold on, as of now");
        clock.Pass(CodeDesk.Policy.ResendAfter);
        (await desk.SendAsync(resend: true)).Should().BeOfType<IssueResult.Issued>();
    }

    [Theory]
    [InlineData(-48, true)]
    [InlineData(23, true)]
    [InlineData(25, false)]
    public async Task The_24_hour_window_is_judged_by_the_clock_on_the_wall_and_a_clock_that_goes_back_closes_none(int hours, bool sent)
    {
        var clock = new TwoClocks();
        var channel = new TakingChannel();
        await using var stage = new FaultStage(Flow, [], [channel], clock);
        await stage.SayAsync(1, "hi", "m1");

        clock.Set(TimeSpan.FromHours(hours));
        if (hours < 0) (await stage.Pump.DrainAsync(default)).Should().Be(0, "it is due when the clock is there again");
        if (hours < 0) clock.Pass(TimeSpan.FromHours(-hours));
        await stage.Pump.DrainAsync(default);

        channel.Taken.Should().Be(sent ? 1 : 0);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(-3, -3)]
    public async Task The_window_opens_when_the_person_wrote_but_never_ahead_of_our_own_time(int providerAhead, int opened)
    {
        var clock = new TwoClocks();
        await using var stage = new FaultStage(Flow, [], [new TakingChannel()], clock);
        var intake = new Intake(stage.Runner, stage.Store, clock, NullLogger<Intake>.Instance);

        await intake.ReceiveAsync([new MessageReceived("test", clock.GetUtcNow().AddHours(providerAhead), "m1", "1", "Asha", new TextReceived("hi"))], default);

        (await stage.Store.LoadAsync(FaultStage.KeyOf(1), default))!.Facts.LastHeard.Should().Be(clock.GetUtcNow().AddHours(opened));
    }

    /// <summary>One process's codes for one number, on records that outlive it.</summary>
    private sealed class CodeDesk(TimeProvider clock, MemoryRecords? records = null)
    {
        public static readonly CodePolicy Policy = new(6, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30), SendsPerHour: 5);

        private const string Mobile = "+919876543210";

        private readonly MemoryRecords _records = records ?? new(clock);
        private OneTimeCodes? _codes;
        private string _code = "";
        private int _calls;

        private OneTimeCodes Codes => _codes ??= new("login", Policy, _records, new TestSecrets(), clock);

        /// <summary>The next process.</summary>
        public CodeDesk Restarted() => new(clock, _records);

        public async Task<string> IssueAsync()
        {
            (await SendAsync(resend: false)).Should().BeOfType<IssueResult.Issued>();
            return _code;
        }

        public Task<IssueResult> SendAsync(bool resend) => Codes.IssueAsync(Mobile, $"call{++_calls}", resend, code =>
        {
            _code = code;
            return Task.FromResult(true);
        }, default);

        public Task<VerifyResult> VerifyAsync(string code) => Codes.VerifyAsync(Mobile, code, default);
    }

    /// <summary>The clock on the wall and the one that counts, moved apart. A waiting tick comes when it is told to.</summary>
    private sealed class TwoClocks : TimeProvider
    {
        private readonly List<Tick> _ticks = [];
        private TimeSpan _passed;
        private TimeSpan _set;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _passed.Ticks;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero) + _passed + _set;

        public void Pass(TimeSpan time) => _passed += time;

        public void Set(TimeSpan by) => _set += by;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var tick = new Tick(() => callback(state));
            lock (_ticks) _ticks.Add(tick);
            return tick;
        }

        /// <summary>One tick, and then another that finds the first one's work done.</summary>
        public async Task TickAsync()
        {
            for (var round = 0; round < 2; round++)
            {
                Tick[] ticks;
                lock (_ticks) ticks = [.. _ticks];
                foreach (var tick in ticks) tick.Ring();
                for (var yields = 0; yields < 2000; yields++) await Task.Yield();
            }
        }

        private sealed class Tick(Action ring) : ITimer
        {
            public void Ring() => ring();

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() { }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
