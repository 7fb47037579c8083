using Bot.Bench.Chaos.Simulation;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Timers;
using Bot.Engine.Sessions;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Conversations;

/// <summary>Many at once, and one who does not stop.</summary>
public sealed class CrowdTests
{
    private const int Sleepers = 10_000;

    private const string Flow = """
        flow: menu
        start: name
        remind: { after: 10m, say: still }
        expire: { after: 24h, next: done }
        slots:
          name: text
        states:
          name:
            ask: name
            always: true
            next: name
          done:
            end:
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Ten_thousand_that_wake_at_once_are_each_woken_once_and_whoever_writes_meanwhile_is_answered(int messages)
    {
        var clock = new ManualClock();
        await using var stage = new EngineStage(Flow, [], [new TakingChannel()], clock);
        for (var message = 1; message <= messages; message++)
        {
            // Each message puts the timer off that the one before it has set.
            await Task.WhenAll(Enumerable.Range(0, Sleepers).Select(person => stage.SayAsync(person, "hi", $"m{message}")));
            clock.Advance(TimeSpan.FromMinutes(4));
        }

        (await stage.Timers.FireDueAsync(default)).Should().Be(0);
        clock.Advance(TimeSpan.FromHours(3));

        var waking = stage.Timers.FireDueAsync(default);
        var heard = await Task.WhenAll(Enumerable.Range(Sleepers, 200).Select(person => stage.SayAsync(person, "hi", "m1")));
        var before = waking.IsCompleted;
        var woken = await waking;

        heard.Should().OnlyContain(handled => handled == Handled.Committed);
        before.Should().BeFalse("the people wrote while the others were being woken");
        woken.Should().Be(Sleepers);
        foreach (var person in Enumerable.Range(0, Sleepers).Where(person => person % 97 == 0))
            (await stage.Store.LoadAsync(EngineStage.KeyOf(person), default))!.Version.Should().Be(messages + 1);
        (await stage.Timers.FireDueAsync(default)).Should().Be(0, "nobody is reminded twice");
    }

    [Fact]
    public async Task A_storm_of_one_person_is_turned_away_at_a_limit_and_starves_nobody()
    {
        const int Storm = 400;
        await using var stage = new EngineStage(Flow, [], [], new ManualClock());
        var hold = new HeldCommit();
        var store = new SimulatedStore(hold, stage.Clock);
        var runner = stage.RunnerOn(store);
        hold.Arm();

        // The first is held in the database, so that all others of the storm stand behind it.
        var storm = Enumerable.Range(0, Storm).Select(number => runner.RunAsync("test:1", Facts(stage), Text(stage, number), default)).ToList();
        var others = await Task.WhenAll(
            Enumerable.Range(2, 50).Select(person => runner.RunAsync(EngineStage.KeyOf(person), Facts(stage), Text(stage, 0), default)));
        hold.Release();
        var taken = 0;
        foreach (var one in storm)
        {
            try
            {
                if (await one == Handled.Committed) taken++;
            }
            catch (QueueFullException full)
            {
                full.Message.Should().Contain($"{ConversationQueue.WaitingLimit}");
            }
        }

        others.Should().OnlyContain(handled => handled == Handled.Committed);
        taken.Should().Be(ConversationQueue.WaitingLimit);
        for (var number = 0; number < Storm; number++) await runner.RunAsync("test:1", Facts(stage), Text(stage, number), default);
        (await store.LoadAsync("test:1", default))!.Version.Should().Be(Storm, "what was turned away was delivered again, and nothing counted twice");
    }

    [Fact]
    public async Task One_whose_lane_is_full_does_not_keep_the_others_of_its_wave_asleep()
    {
        var clock = new ManualClock();
        await using var stage = new EngineStage(Flow, [], [], clock);
        var hold = new HeldCommit();
        var store = new SimulatedStore(hold, clock);
        var runner = stage.RunnerOn(store);
        for (var person = 1; person <= 3; person++) await runner.RunAsync(EngineStage.KeyOf(person), Facts(stage), new HeardText("m1", clock.Now, "hi"), default);
        clock.Advance(TimeSpan.FromMinutes(11));
        hold.Arm();
        var timers = new TimerPump(runner, store, clock, stage.Observer);
        var storm = Enumerable.Range(0, ConversationQueue.WaitingLimit).Select(number => runner.RunAsync("test:1", Facts(stage), Text(stage, number), default))
            .ToList();

        var woken = await timers.FireDueAsync(default);

        woken.Should().Be(2);
        stage.Observer.Troubles.Should().NotBeEmpty().And.OnlyContain(trouble => trouble.Exception is QueueFullException);
        hold.Release();
        await Task.WhenAll(storm);
    }

    [Fact]
    public void Conversations_in_memory_are_halved_when_memory_is_short()
    {
        var tight = false;
        var hot = new SessionCache(5000, () => tight);
        for (var person = 0; person < 3000; person++) hot.Keep(Stored(person));
        hot.Count.Should().Be(3000);

        tight = true;
        for (var person = 3000; person < 4100; person++) hot.Keep(Stored(person));

        hot.Count.Should().BeLessThan(2600);
        hot.Find("test:4099").Should().NotBeNull("those who talk now stay");
        hot.Find("test:0").Should().BeNull();

        static StoredConversation Stored(int person) => new($"test:{person}", 1, new() { Id = "s" }, new("test", "1", "", default));
    }

    [Fact]
    public void Never_more_conversations_are_in_memory_than_the_limit()
    {
        var hot = new SessionCache(100, () => false);

        for (var person = 0; person < 5000; person++) hot.Keep(new($"test:{person}", 1, new() { Id = "s" }, new("test", "1", "", default)));

        hot.Count.Should().Be(100);
    }

    private static ConversationFacts Facts(EngineStage stage) => new("test", "1", "", stage.Clock.GetUtcNow());

    private static HeardText Text(EngineStage stage, int number) => new($"storm{number}", stage.Clock.GetUtcNow(), "hello");
}
