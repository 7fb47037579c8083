using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

/// <summary>What every store owes to delivery events, letters, health and pruning.</summary>
public abstract partial class StoreCompliance
{
    /// <summary>What arrives, in order, and what stands afterwards.</summary>
    public static TheoryData<string, DeliveryStatus> Orders => new()
    {
        { "queued", DeliveryStatus.Queued },
        { "queued sent delivered read", DeliveryStatus.Read },
        { "read delivered sent queued", DeliveryStatus.Read },
        { "delivered sent", DeliveryStatus.Delivered },
        { "sent failed", DeliveryStatus.Failed },
        { "failed delivered", DeliveryStatus.Failed },
        { "failed read", DeliveryStatus.Failed },
        { "delivered failed", DeliveryStatus.Delivered },
        { "read failed", DeliveryStatus.Read },
        { "sent sent sent", DeliveryStatus.Sent },
    };

    [StoreTheory]
    [MemberData(nameof(Orders))]
    public async Task A_status_only_moves_up(string arriving, DeliveryStatus expected)
    {
        await Commit(Turn("meta:1", 0, Message("m1")));
        await Claim();
        await Sent("m1", "wamid.1");
        foreach (var word in arriving.Split(' ')) await Status(word, "wamid.1");
        (await Store.DeliveryOfAsync("m1", default)).Should().Be(expected);
    }

    [StoreTheory]
    [MemberData(nameof(Orders))]
    public async Task A_status_that_overtakes_the_send_is_applied_when_the_send_is_recorded(string arriving, DeliveryStatus expected)
    {
        await Commit(Turn("meta:1", 0, Message("m1")));
        await Claim();
        foreach (var word in arriving.Split(' '))
        {
            await Status(word, "wamid.1");
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await Store.DeliveryOfAsync("m1", default)).Should().BeNull();
        await Sent("m1", "wamid.1");
        (await Store.DeliveryOfAsync("m1", default)).Should().Be(expected);
    }

    [StoreFact]
    public async Task A_status_finds_its_message_by_our_own_reference()
    {
        await Commit(Turn("meta:1", 0, Message("m1")));
        await Claim();
        await Settle("one", new OutboxSettlement.Later("m1", Now.AddMinutes(1), "no answer", Unknown: true));
        await Status("sent", "wamid.1", reference: "m1");
        (await Store.DeliveryOfAsync("m1", default)).Should().Be(DeliveryStatus.Sent);

        await Status("delivered", "wamid.1");
        (await Store.DeliveryOfAsync("m1", default)).Should().Be(DeliveryStatus.Delivered, "the first event told the provider's id");
    }

    [StoreFact]
    public async Task A_status_finds_its_message_by_its_second_id_once_it_is_known()
    {
        await Commit(Turn("gupshup:1", 0, Message("m1")));
        await Claim();
        await Sent("m1", "gs-1");
        await Status("sent", "gs-1", other: "wamid.1");
        await Status("delivered", "wamid.1");
        (await Store.DeliveryOfAsync("m1", default)).Should().Be(DeliveryStatus.Delivered);
    }

    [StoreFact]
    public async Task A_status_never_wakes_or_ends_a_row()
    {
        await Commit(Turn("meta:1", 0, Message("m1")));
        await Claim();
        await Settle("one", new OutboxSettlement.Later("m1", Now.AddMinutes(1), "no answer", Unknown: true));
        await Status("read", "wamid.1", reference: "m1");
        (await Claim()).Should().BeEmpty();
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await Claim()).Should().ContainSingle(row => row.Recovering);
    }

    [StoreFact]
    public async Task A_status_of_somebody_elses_message_changes_nothing()
    {
        await Commit(Turn("meta:1", 0, Message("m1")));
        await Claim();
        await Sent("m1", "wamid.1");
        await Status("read", "wamid.2");
        await Status("read", "");
        (await Store.DeliveryOfAsync("m1", default)).Should().BeNull();
        (await Store.DeliveryOfAsync("never", default)).Should().BeNull();
    }

    [StoreFact]
    public async Task A_buried_input_is_handled()
    {
        await Store.AddDeadLetterAsync(new("wamid.bad", "meta:1", "poison", "It threw.", "at Bot.Engine...", Now), default);
        (await Store.CommitAsync(Turn("meta:1", 0) with { HandledId = "wamid.bad" }, default)).Should().Be(CommitResult.Duplicate);
    }

    [StoreFact]
    public async Task Letters_come_newest_first_with_their_detail()
    {
        await Store.AddDeadLetterAsync(new("a", "meta:1", "decision", "Who knows", "first", Now), default);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Commit(Turn("meta:1", 0) with { DeadLetter = new("b", "meta:1", "human", "Asked for a person", "second", Now) });
        (await Store.DeadLettersAsync(10, default)).Select(letter => (letter.Id, letter.Kind, letter.Detail)).Should().Equal(("b", "human", "second"), ("a", "decision", "first"));
        (await Store.DeadLettersAsync(1, default)).Should().ContainSingle(letter => letter.Id == "b");
    }

    [StoreFact]
    public async Task Health_counts_what_waits_and_what_is_dead()
    {
        (await HealthAsync()).Should().Be(new StoreHealth(true, 0, null, 0));
        var first = Now;
        await Commit(Turn("meta:1", 0, Message("m1"), Message("m2")));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Commit(Turn("meta:2", 0, Message("m3")));
        (await HealthAsync()).Should().Be(new StoreHealth(true, 3, first, 0));

        await Claim();
        await Settle("one", new OutboxSettlement.GivenUp("m1", "never", Now), new OutboxSettlement.Sent("m3", "p", Now));
        (await HealthAsync()).Should().Be(new StoreHealth(true, 1, first, 1));
        (await Store.HealthAsync(Now, default)).DeadLettersByKind.Should().BeSubsetOf(new Dictionary<string, long> { ["send"] = 1 }, "a store may not tell them apart");

        async Task<StoreHealth> HealthAsync() =>
            (await Store.HealthAsync(Now, default)) with { DeadLettersByKind = ImmutableSortedDictionary<string, long>.Empty };
    }

    private static readonly DateTimeOffset Never = DateTimeOffset.UnixEpoch;

    [StoreFact]
    public async Task Pruning_removes_what_is_old_and_finished_in_small_steps()
    {
        for (var i = 0; i < 5; i++)
        {
            await Commit(Turn($"meta:{i}", 0, Message($"m{i}")) with { HandledId = "first" });
            await Claim();
            await Sent($"m{i}", $"p{i}");
        }

        var old = Now;
        Clock.Advance(TimeSpan.FromDays(9));
        await Commit(Turn("meta:0", 1, Message("open")));

        (await Store.PruneAsync(new(old, old, Never), 100, default)).Should().Be(0, "nothing is older than the oldest");
        (await Store.PruneAsync(new(Now, Now, Never), 2, default)).Should().Be(4, "two of each");
        (await Store.PruneAsync(new(Now, Now, Never), 100, default)).Should().Be(6);
        (await Store.PruneAsync(new(Now, Now, Never), 100, default)).Should().Be(0);

        (await Claim()).Select(row => row.Id).Should().Equal("open");
        (await Store.CommitAsync(Turn("meta:1", 1) with { HandledId = "first" }, default)).Should().Be(CommitResult.Committed, "its handled id has gone");
        (await Store.LoadAsync("meta:2", default)).Should().NotBeNull("sessions stay");
    }

    [StoreFact]
    public async Task Pruning_forgets_statuses_that_nobody_claimed()
    {
        await Status("sent", "wamid.lost");
        Clock.Advance(TimeSpan.FromDays(9));
        (await Store.PruneAsync(new(Now.AddDays(-8), Now.AddDays(-30), Never), 100, default)).Should().Be(1);
    }

    private Task Status(string word, string providerId, string other = "", string reference = "")
    {
        var status = Enum.Parse<DeliveryStatus>(word, ignoreCase: true);
        var failure = status == DeliveryStatus.Failed ? new SendFailure("131026", "Not on WhatsApp.", FailureAction.GiveUp) : null;
        return Store.ApplyStatusesAsync([new("meta", Now, providerId, other, reference, status, failure)], default);
    }
}
