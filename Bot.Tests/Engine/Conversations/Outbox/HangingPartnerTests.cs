using System.Collections.Concurrent;
using System.Threading.Channels;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Conversations.Outbox;

/// <summary>A partner that never answers: its own calls run into their limit, and the calls of other partners do not wait.</summary>
public sealed class HangingPartnerTests
{
    private const string Flow = """
        flow: menu
        start: which
        expire: { after: 24h, next: done }
        slots:
          which: choice
        states:
          which:
            choose: name
            options: [slow, quick]
            next:
              - { when: { which: slow }, to: slow }
              - { to: quick }
          slow:
            call: slow.call
            on: { done: done, unavailable: done }
          quick:
            call: quick.call
            on: { done: done, unavailable: done }
          done:
            end:
        """;

    [Fact]
    public async Task One_partner_that_hangs_holds_up_no_call_to_another()
    {
        var clock = new ManualClock();
        var (slow, quick) = (new Hanging(), new Quick());
        await using var stage = new EngineStage(Flow, [slow, quick], [new TakingChannel()], clock, parallel: 16);
        for (var person = 0; person < 60; person++) await stage.SayAsync(person, "hi", "m1");
        for (var person = 0; person < 60; person++) await stage.SayAsync(person, person < 40 ? "slow" : "quick", "m2");
        using var stop = new CancellationTokenSource();

        var pumping = stage.Pump.RunAsync(stop.Token);
        await slow.Began;
        clock.Advance(TimeSpan.FromSeconds(2));
        await quick.Came(20);

        slow.UnderWay.Should().BeInRange(1, 12, "three quarters of 16 is one partner's share");
        for (var person = 40; person < 60; person++) await EndedAsync(stage, person);
        await EndAsync(clock, stop, pumping);
        stage.Observer.Troubles.Should().BeEmpty();
    }

    [Fact]
    public async Task Whoever_waits_for_it_hears_of_it_when_the_limit_is_over()
    {
        var clock = new ManualClock();
        var slow = new Hanging();
        await using var stage = new EngineStage(Flow, [slow, new Quick()], [new TakingChannel()], clock);
        await stage.SayAsync(1, "hi", "m1");
        await stage.SayAsync(1, "slow", "m2");
        using var stop = new CancellationTokenSource();

        var pumping = stage.Pump.RunAsync(stop.Token);
        await slow.Began;
        clock.Advance(TimeSpan.FromSeconds(21));
        await EndedAsync(stage, 1);

        await EndAsync(clock, stop, pumping);
    }

    /// <summary>What hangs still runs into its limit, so that the pump can end.</summary>
    private static async Task EndAsync(ManualClock clock, CancellationTokenSource stop, Task pumping)
    {
        await stop.CancelAsync();
        await Eventually.Holds(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(21));
            return pumping.IsCompleted;
        });
        await pumping;
    }

    /// <summary>Returns when the person's conversation has ended; the pump is woken for each look.</summary>
    private static Task<string?> EndedAsync(EngineStage stage, int person) => Eventually.Holds(async () =>
    {
        stage.Pump.Wake();
        return await stage.WhereAsync(person);
    }, state => state is null);

    private sealed class Hanging : Operation
    {
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _underWay;

        public int UnderWay => Volatile.Read(ref _underWay);

        public Task Began => _began.Task;

        public override OperationContract Contract { get; } = new("slow.call", [], [new("done"), new("unavailable")]);

        public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
        {
            Interlocked.Increment(ref _underWay);
            _began.TrySetResult();
            var never = new TaskCompletionSource();
            await using var given = cancel.Register(() => never.TrySetCanceled(cancel));
            try
            {
                await never.Task;
                return CallResult.Of("done");
            }
            finally
            {
                Interlocked.Decrement(ref _underWay);
            }
        }
    }

    private sealed class Quick : Operation
    {
        private readonly ConcurrentDictionary<string, bool> _calls = [];
        private readonly Channel<string> _came = Channel.CreateUnbounded<string>();

        public override OperationContract Contract { get; } = new("quick.call", [], [new("done"), new("unavailable")]);

        public async Task Came(int count)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            for (; count > 0; count--) await _came.Reader.ReadAsync(limit.Token);
        }

        public override Task<CallResult> RunAsync(Call call, CancellationToken cancel)
        {
            _calls.TryAdd(call.Id, true).Should().BeTrue();
            _came.Writer.TryWrite(call.Id).Should().BeTrue();
            return Task.FromResult(CallResult.Of("done"));
        }
    }
}
