using Bot.Engine.Abstractions;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

/// <summary>What every store owes when many write at once: each stands or falls by itself.</summary>
public abstract partial class StoreCompliance
{
    [StoreFact]
    public async Task One_duplicate_among_many_turns_takes_nothing_else_with_it()
    {
        for (var i = 0; i < 100; i += 10) await Commit(Turn($"meta:{i}", 0) with { HandledId = "heard" });

        var results = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(i => Store.CommitAsync(Turn($"meta:{i}", i % 10 == 0 ? 1 : 0, Message($"m{i}")) with { HandledId = "heard" }, default)));

        for (var i = 0; i < 100; i++) results[i].Should().Be(i % 10 == 0 ? CommitResult.Duplicate : CommitResult.Committed, $"turn {i}");
        (await Claim(limit: 500)).Should().HaveCount(90);
        (await Store.LoadAsync("meta:0", default))!.Version.Should().Be(1);
    }

    [StoreFact]
    public async Task A_record_conflict_among_many_turns_takes_nothing_else_with_it()
    {
        await Change(new RecordChange("tag", "taken", 0, "{}"));

        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Store.CommitAsync(
            Turn($"meta:{i}", 0, Message($"m{i}")) with { Records = i % 3 == 0 ? [new("tag", i % 2 == 0 ? "taken" : $"free{i}", 0, "{}")] : [] }, default)));

        for (var i = 0; i < 60; i++) results[i].Should().Be(i % 6 == 0 ? CommitResult.RecordConflict : CommitResult.Committed, $"turn {i}");
        (await Claim(limit: 500)).Should().HaveCount(50);
    }

    [StoreFact]
    public async Task Many_calls_heard_at_once_each_let_the_one_behind_it_go_and_a_conflict_lets_none()
    {
        for (var i = 0; i < 40; i++) await Commit(Turn($"meta:{i}", 0, CallRow($"first{i}"), CallRow($"second{i}")));
        (await Claim(limit: 500)).Should().HaveCount(40);

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Store.CommitAsync(
            Turn($"meta:{i}", i % 8 == 5 ? 7 : 1, CallRow($"third{i}"), Message($"m{i}")) with { HandledId = $"first{i}", FinishedCall = $"first{i}" }, default)));

        results.Count(result => result == CommitResult.Conflict).Should().Be(5);
        (await Claim(limit: 500)).Select(row => row.Id).Should().BeEquivalentTo(
            Enumerable.Range(0, 40).Where(i => i % 8 != 5).SelectMany(i => new[] { $"second{i}", $"m{i}" }));
    }

    [StoreFact]
    public async Task Rows_of_one_turn_keep_their_order_in_each_stream()
    {
        await Commit(Turn("meta:1", 0, Message("m1"), CallRow("c1"), Message("m2"), CallRow("c2"), Message("m3")));
        for (var i = 1; i <= 3; i++)
        {
            (await Claim()).Select(row => row.Id).Should().BeEquivalentTo(i == 3 ? ["m3"] : [$"m{i}", $"c{i}"]);
            await Settle("one", new OutboxSettlement.Sent($"m{i}", $"p{i}", Now), new OutboxSettlement.Finished($"c{i}", Now));
        }
    }

    [StoreFact]
    public async Task Many_settlements_at_once_each_end_their_own_row()
    {
        for (var i = 0; i < 60; i++) await Commit(Turn($"meta:{i}", 0, Message($"m{i}"), Message($"next{i}")));
        await Claim("lost", limit: 15);
        Clock.Advance(Lease);
        var lost = (await Claim(limit: 500)).Where(row => row.Recovering).Select(row => row.Id).ToHashSet();
        lost.Should().HaveCount(15);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Settle(lost.Contains($"m{i}") ? "lost" : "one", (i % 3) switch
        {
            0 => new OutboxSettlement.Sent($"m{i}", $"p{i}", Now),
            1 => new OutboxSettlement.GivenUp($"m{i}", "never", Now),
            _ => new OutboxSettlement.Later($"m{i}", Now.AddSeconds(5), "busy"),
        })));

        var ended = Enumerable.Range(0, 60).Where(i => i % 3 != 2 && !lost.Contains($"m{i}")).ToList();
        (await Claim(limit: 500)).Select(row => row.Id).Should().BeEquivalentTo(ended.Select(i => $"next{i}"));
        (await Store.DeadLettersAsync(100, default)).Select(letter => letter.Conversation).Should().BeEquivalentTo(ended.Where(i => i % 3 == 1).Select(i => $"meta:{i}"));
        Clock.Advance(TimeSpan.FromSeconds(5));
        (await Claim(limit: 500)).Should().HaveCount(Enumerable.Range(0, 60).Count(i => i % 3 == 2 && !lost.Contains($"m{i}")));
    }

    [StoreTheory]
    [MemberData(nameof(Orders))]
    public async Task Events_that_come_together_move_a_row_as_if_they_came_one_by_one(string arriving, DeliveryStatus expected)
    {
        await Commit(Turn("meta:1", 0, Message("known")));
        await Commit(Turn("meta:2", 0, Message("early")));
        await Claim();
        await Sent("known", "wamid.known");
        var words = arriving.Split(' ');
        await Store.ApplyStatusesAsync([.. words.SelectMany((word, i) => new[] { Event(word, "wamid.known", i), Event(word, "wamid.early", i), Event(word, "wamid.nobody's", i) })], default);
        await Sent("early", "wamid.early");

        (await Store.DeliveryOfAsync("known", default)).Should().Be(expected);
        (await Store.DeliveryOfAsync("early", default)).Should().Be(expected);

        StatusChanged Event(string word, string id, int second) =>
            new("meta", Now.AddSeconds(second), id, "", "", Enum.Parse<DeliveryStatus>(word, ignoreCase: true), word == "failed" ? new("131026", "Not on WhatsApp.", FailureAction.GiveUp) : null);
    }

    [StoreFact]
    public async Task Events_of_many_messages_at_once_each_find_their_own()
    {
        for (var i = 0; i < 40; i++) await Commit(Turn($"meta:{i}", 0, Message($"m{i}")));
        await Claim();
        for (var i = 0; i < 40; i += 2) await Sent($"m{i}", $"p{i}");

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Status(i % 4 < 2 ? "delivered" : "read", $"p{i}")));
        for (var i = 1; i < 40; i += 2) await Sent($"m{i}", $"p{i}");

        for (var i = 0; i < 40; i++) (await Store.DeliveryOfAsync($"m{i}", default)).Should().Be(i % 4 < 2 ? DeliveryStatus.Delivered : DeliveryStatus.Read, $"message {i}");
    }
}
