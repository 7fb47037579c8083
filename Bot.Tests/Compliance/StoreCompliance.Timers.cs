using Bot.Engine.Sessions;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

/// <summary>What every store owes of timers that later turns move: none comes early, late, twice or never, also where it remembers where they stood.</summary>
public abstract partial class StoreCompliance
{
    private const int Wave = 64;

    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timer_that_a_later_turn_puts_off_comes_at_its_new_time_only(bool records)
    {
        await Arm("meta:1", 0, 10, records);
        await Arm("meta:1", 1, 25, records);

        foreach (var minute in new[] { 10, 11, 24 }) (await Due(minute)).Should().BeEmpty($"minute {minute}");
        (await Due(25)).Should().Equal("meta:1 25");
        (await Due(25)).Should().Equal("meta:1 25");
    }

    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timer_that_a_later_turn_brings_forward_comes_at_its_new_time(bool records)
    {
        await Arm("meta:1", 0, 60, records);
        await Arm("meta:1", 1, 10, records);
        await Arm("meta:2", 0, 10, records);
        await Arm("meta:2", 1, 60, records);
        await Arm("meta:2", 2, 30, records);

        (await Due(9)).Should().BeEmpty();
        (await Due(10)).Should().Equal("meta:1 10");
        await Arm("meta:1", 2, 50, records);
        (await Due(30)).Should().Equal("meta:2 30");
        await Arm("meta:1", 3, 20, records);
        (await Due(19)).Should().BeEmpty();
        (await Due(20)).Should().Equal("meta:1 20");
        (await Due(60)).Should().Equal("meta:1 20", "meta:2 30");
    }

    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timer_that_a_later_turn_takes_away_never_comes_and_one_set_after_it_does(bool records)
    {
        foreach (var (conversation, again) in new[] { ("meta:1", 5), ("meta:2", 20) })
        {
            await Arm(conversation, 0, 10, records);
            await Arm(conversation, 1, null, records);
            if (again > 10) (await Due(15)).Should().BeEmpty();
            await Arm(conversation, 2, again, records);
            (await Due(again - 1)).Should().BeEmpty();
            (await Due(again)).Should().Equal($"{conversation} {again}");
            await Arm(conversation, 3, null, records);
            (await Due(600)).Should().BeEmpty();
        }
    }

    [StoreFact]
    public async Task The_other_timer_of_a_pair_keeps_its_time_when_the_first_is_taken_away_or_put_behind_it()
    {
        await Commit(Turn("meta:1", 0) with { Timers = [new(TimerKind.Remind, Now.AddMinutes(10), 1), new(TimerKind.Expire, Now.AddMinutes(60), 1)] });
        await Commit(Turn("meta:1", 1) with { Timers = [new(TimerKind.Expire, Now.AddMinutes(60), 2)] });
        await Commit(Turn("meta:2", 0) with { Timers = [new(TimerKind.Remind, Now.AddMinutes(10), 1), new(TimerKind.Expire, Now.AddMinutes(50), 1)] });
        await Commit(Turn("meta:2", 1) with { Timers = [new(TimerKind.Remind, Now.AddMinutes(70), 2), new(TimerKind.Expire, Now.AddMinutes(50), 2)] });

        (await Due(49)).Should().BeEmpty();
        (await Due(50)).Should().Equal("meta:2 50");
        (await Due(70)).Should().Equal("meta:2 50", "meta:1 60", "meta:2 70");
    }

    [StoreFact]
    public async Task Timers_that_are_due_are_not_hidden_behind_many_that_were_put_off_or_taken_away()
    {
        for (var i = 0; i < 300; i++) await Arm($"meta:early{i}", 0, 1);
        for (var i = 0; i < 300; i++) await Arm($"meta:early{i}", 1, i % 3 == 0 ? null : 120);
        for (var i = 0; i < 100; i++) await Arm($"meta:{i:00}", 0, 2 + i);

        (await Due(30)).Should().Equal(Enumerable.Range(0, 29).Select(i => $"meta:{i:00} {i + 2}"));
        (await Due(119)).Should().Equal(Enumerable.Range(0, Wave).Select(i => $"meta:{i:00} {i + 2}"));
        (await Due(120, 1000)).Should().HaveCount(300);
    }

    [StoreFact]
    public async Task The_oldest_timers_come_first_although_younger_ones_once_stood_before_them()
    {
        for (var i = 0; i < 200; i++)
        {
            await Arm($"meta:{i:000}", 0, 1);
            await Arm($"meta:{i:000}", 1, 300 - i);
        }

        (await Due(1000, 1)).Should().Equal("meta:199 101");
        (await Due(1000)).Should().Equal(Enumerable.Range(0, Wave).Select(i => $"meta:{199 - i} {101 + i}"));
    }

    [StoreFact]
    public async Task Stores_that_look_for_timers_at_once_find_the_same_and_lose_none()
    {
        var (other, opened) = await OpenBesideAsync();
        await using var _ = opened;
        for (var i = 0; i < 600; i++) await Arm($"meta:early{i}", 0, 1);
        for (var i = 0; i < 600; i++) await Arm($"meta:early{i}", 1, 120);
        for (var i = 0; i < 40; i++) await Arm($"meta:{i:00}", 0, 2);

        var looks = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? Store : other).DueTimersAsync(Now.AddMinutes(30), Wave, default))));

        foreach (var look in looks) look.Select(timer => timer.Conversation).Should().BeEquivalentTo(Enumerable.Range(0, 40).Select(i => $"meta:{i:00}"));
        (await Due(119)).Should().HaveCount(40);
        (await Due(120, 1000)).Should().HaveCount(640);
    }

    [StoreFact]
    public async Task Turns_that_move_timers_while_stores_look_for_them_lose_none()
    {
        const int People = 60;
        var (other, opened) = await OpenBesideAsync();
        await using var _ = opened;
        for (var i = 0; i < People; i++) await Arm($"meta:{i:00}", 0, 1);

        for (var round = 1; round <= 12; round++)
        {
            var version = round;
            var turns = Enumerable.Range(0, People)
                .Select(i => Task.Run(() => Arm($"meta:{i:00}", version, ((i + version) % 3) switch { 0 => null, 1 => 200, _ => 90 }, records: i % 10 == 0)));
            var looks = Enumerable.Range(0, 6)
                .Select(i => Task.Run(() => (i % 2 == 0 ? Store : other).DueTimersAsync(Now.AddMinutes(60 + (i * 20)), Wave, default)));
            await Task.WhenAll([.. turns, .. looks]);

            (await Due(89)).Should().BeEmpty();
            (await Due(90)).Should().HaveCount(People / 3, $"round {round}");
            (await Due(200)).Should().HaveCount(People * 2 / 3, $"round {round}");
        }
    }

    /// <param name="minutes">When the person is to be reminded; null: never.</param>
    /// <param name="records">The turn changes our own records too, which some stores write in another way.</param>
    private Task Arm(string conversation, long version, int? minutes, bool records = false) => Commit(Turn(conversation, version) with
    {
        Timers = minutes is { } due ? [new(TimerKind.Remind, Now.AddMinutes(due), (int)version)] : [],
        Records = records ? [new("tag", $"{conversation}/{version}", 0, "{}")] : [],
    });

    private async Task<IEnumerable<string>> Due(int minute, int limit = Wave) =>
        (await Store.DueTimersAsync(Now.AddMinutes(minute), limit, default)).Select(timer => $"{timer.Conversation} {(timer.Due - Now).TotalMinutes}");
}
