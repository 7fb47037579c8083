using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Storage.Abstractions;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

/// <summary>The turn log: what each turn leaves, how long, and what it is asked.</summary>
public abstract partial class StoreListsCompliance
{
    [StoreFact]
    public async Task The_log_tells_every_turn_in_order_with_what_was_heard_and_said()
    {
        for (var version = 0; version < 5; version++) await Commit(Logged("meta:1", version));
        await Commit(Logged("meta:2", 0));

        var turns = await Log.TurnsAsync("meta:1", 2, 3, default);

        turns.Select(turn => turn.Version).Should().Equal(2, 3, 4);
        turns[0].Should().BeEquivalentTo(new { Flow = "loan", FlowVersion = "a1b2", From = "amount", Trigger = "answer", To = "tenure", Language = "en" });
        turns[0].Lines.Should().Equal(new TranscriptLine("in", "word 1"));
        turns[0].Entry!.Input.Should().Be(new HeardText("in-1", Now, "word 1"));
        turns[0].Entry!.Path.Should().ContainSingle().Which.To.Should().Be("tenure");
        (await Log.TurnsAsync("meta:1", 6, 3, default)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_was_heard_goes_first_and_what_was_said_stays_with_its_id()
    {
        var first = Logged("meta:1", 0);
        await Commit(first);
        await Commit(Logged("meta:1", 1) with { Transcript = [] });
        Clock.Advance(TimeSpan.FromDays(1));
        await Commit(Logged("meta:1", 2));

        var old = new Outdated(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch) { HeardBefore = Now };
        (await Store.PruneAsync(old, 1, default)).Should().Be(1, "one at a time");
        (await Store.PruneAsync(old, 10, default)).Should().Be(1);
        (await Store.PruneAsync(old, 10, default)).Should().Be(0);

        var turns = await Log.TurnsAsync("meta:1", 1, 10, default);
        turns.Select(turn => turn.Entry is null).Should().Equal(true, true, false);
        turns[0].Lines.Should().Equal(new TranscriptLine("in", "word 0"));
        turns[0].Trigger.Should().Be("answer", "how it moved stands in clear and is counted");
        (await Store.CommitAsync(first with { ExpectedVersion = 3 }, default)).Should().Be(CommitResult.Duplicate);
        (await Log.IntegrityCheckAsync(default)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task An_id_is_refused_as_long_as_its_message_may_come_again_even_when_nothing_said_is_kept()
    {
        var turn = Logged("meta:1", 0);
        await Commit(turn);
        Clock.Advance(TimeSpan.FromDays(2));

        var old = new Outdated(Now.AddDays(-8), Now, Now.AddDays(-1)) { HeardBefore = Now.AddDays(-1) };
        while (await Store.PruneAsync(old, 10, default) > 0)
        {
        }

        (await Log.TranscriptAsync("meta:1", 10, default)).Should().BeEmpty();
        (await Store.CommitAsync(turn with { ExpectedVersion = 1 }, default)).Should().Be(CommitResult.Duplicate);
        Clock.Advance(TimeSpan.FromDays(7));
        (await Store.PruneAsync(old with { HandledBefore = Now.AddDays(-8) }, 10, default)).Should().Be(1);
        (await Store.CommitAsync(turn with { ExpectedVersion = 1 }, default)).Should().Be(CommitResult.Committed);
    }

    [StoreFact]
    public async Task Ids_that_only_count_as_handled_are_no_turns()
    {
        await Commit(Logged("meta:IN.1", 0));
        await Commit(Logged("meta:1", 0) with { HandledId = "other", Aliases = [new("meta:IN.1", 1)] });
        await Store.AddDeadLetterAsync(new("wamid.poison", "meta:1", "poison", "why", "", Now), default);

        (await Log.TurnsAsync("meta:1", 1, 10, default)).Should().ContainSingle().Which.Version.Should().Be(1);
        (await Store.CommitAsync(Logged("meta:1", 1) with { HandledId = "in-0" }, default)).Should().Be(CommitResult.Duplicate);
        (await Store.CommitAsync(Logged("meta:1", 1) with { HandledId = "wamid.poison" }, default)).Should().Be(CommitResult.Duplicate);
    }

    [StoreFact]
    public async Task Figures_count_each_turn_once_and_outlast_the_log()
    {
        for (var version = 0; version < 5; version++) await Commit(Logged("meta:1", version));
        (await Log.CountTurnsAsync(3, default)).Should().BeTrue();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Log.CountTurnsAsync(100, default)));
        (await Log.CountTurnsAsync(100, default)).Should().BeFalse("every turn is counted");
        (await Turns()).Should().Be(5);

        Clock.Advance(TimeSpan.FromDays(1));
        await Commit(Logged("meta:2", 0) with { Session = new() { Id = "s-hi", Language = "hi" } });
        await ReopenAsync();
        (await Log.CountTurnsAsync(100, default)).Should().BeTrue();
        while (await Store.PruneAsync(new(Now.AddDays(1), Now, Now.AddDays(1)), 10, default) > 0)
        {
        }

        (await Log.CountTurnsAsync(100, default)).Should().BeFalse();
        var counts = await Log.TurnCountsAsync("loan", default);
        counts.Select(count => (count.State, count.Trigger, count.Language, count.Turns)).Should()
            .Equal(("amount", "answer", "en", 5L), ("amount", "answer", "hi", 1L));
        (counts[1].Day.DayNumber - counts[0].Day.DayNumber).Should().Be(1);

        await Commit(Logged("meta:3", 0));
        (await Log.CountTurnsAsync(100, default)).Should().BeTrue("a log that was emptied counts on");
        (await Turns()).Should().Be(7);

        async Task<long> Turns() => (await Log.TurnCountsAsync("loan", default)).Sum(count => count.Turns);
    }

    private IStore Log => (IStore)Store;

    private TurnCommit Logged(string conversation, int version) => Turn(conversation, version) with
    {
        HandledId = $"in-{version}",
        Session = new() { Id = $"s-{conversation}", Turn = version + 1, Language = "en" },
        Transcript = [new("in", $"word {version}")],
        Log = new(new HeardText($"in-{version}", Now, $"word {version}"), [new("loan", "amount", "answer", "tenure")])
        {
            Flow = "loan",
            FlowVersion = "a1b2",
            From = "amount",
            To = "tenure",
        },
    };
}
