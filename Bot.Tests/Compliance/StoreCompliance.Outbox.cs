using Bot.Engine.Abstractions;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

/// <summary>What every store owes to what goes out: order, leases, recovery.</summary>
public abstract partial class StoreCompliance
{
    [StoreFact]
    public async Task A_claimed_row_carries_all_that_is_needed_to_send_it()
    {
        var message = new ListMessage("Which plan?", "Plans", [new("plan#1", "VC4", "Cars and vans"), new("plan#2", "VC12", "")]);
        await Commit(Turn("meta:1", 0, new NewMessage("m1", message), CallRow("c1", consequential: true)));

        var rows = (await Claim()).OrderBy(row => row.Id).ToList();

        rows.Select(row => row with { Message = null, Call = null }).Should().Equal(
            new OutboxRow("c1", "meta:1", "meta", "919812345678", "hi", OutboxStream.Calls, null, null, 1, false, Now, Now),
            new OutboxRow("m1", "meta:1", "meta", "919812345678", "hi", OutboxStream.Messages, null, null, 1, false, Now, Now));
        (rows[0].Message, rows[1].Call).Should().Be((null, null));
        (rows[0].Call!.Id, rows[0].Call!.Operation, rows[0].Call!.Consequential).Should().Be(("c1", "shauryapay.generateOtp", true));
        rows[0].Call!.Arguments.Find("agent.id")!.Text.Should().Be("AG1");
        rows[1].Message.Should().BeEquivalentTo(message, options => options.RespectingRuntimeTypes());
    }

    [StoreFact]
    public async Task Only_the_first_unfinished_row_of_a_stream_is_claimable()
    {
        await Commit(Turn("meta:1", 0, Message("m1"), Message("m2"), CallRow("c1")));
        await Commit(Turn("meta:1", 1, Message("m3")));

        (await Claim()).Select(row => row.Id).Should().BeEquivalentTo("m1", "c1");
        (await Claim()).Should().BeEmpty("what is begun holds back what follows");
        await Sent("m1", "p1");
        (await Claim()).Select(row => row.Id).Should().Equal("m2");
        await Sent("m2", "p2");
        (await Claim()).Select(row => row.Id).Should().Equal("m3");
    }

    [StoreFact]
    public async Task A_row_that_must_wait_holds_back_those_behind_it_and_nobody_else()
    {
        await Commit(Turn("meta:1", 0, Message("a1"), Message("a2")));
        await Commit(Turn("meta:2", 0, Message("b1")));
        await Claim();
        await Settle("one", new OutboxSettlement.Later("a1", Now.AddMinutes(5), "too fast"), new OutboxSettlement.Sent("b1", "p1", Now));
        await Commit(Turn("meta:2", 1, Message("b2")));

        (await Claim()).Select(row => row.Id).Should().Equal("b2");
        await Sent("b2", "p2");
        Clock.Advance(TimeSpan.FromMinutes(5));
        (await Claim()).Select(row => row.Id).Should().Equal("a1");
    }

    [StoreFact]
    public async Task A_row_tried_again_is_not_recovering_and_counts_its_attempts()
    {
        await Commit(Turn("meta:1", 0, Message("m1")));
        await Claim();
        await Settle("one", new OutboxSettlement.Later("m1", Now.AddSeconds(2), "busy"));
        Clock.Advance(TimeSpan.FromSeconds(2));
        var row = (await Claim()).Single();
        row.Recovering.Should().BeFalse();
        row.Attempts.Should().Be(2);
    }

    [StoreFact]
    public async Task A_send_without_an_answer_comes_back_as_recovering_when_due()
    {
        await Commit(Turn("meta:1", 0, Message("m1"), Message("m2")));
        await Claim();
        await Settle("one", new OutboxSettlement.Later("m1", Now.AddMinutes(2), "no answer", Unknown: true));
        (await Claim()).Should().BeEmpty();
        Clock.Advance(TimeSpan.FromMinutes(2));
        var row = (await Claim()).Single();
        (row.Id, row.Recovering, row.Waited).Should().Be(("m1", true, true));

        Clock.Advance(Lease);
        row = (await Claim("two")).Single();
        (row.Recovering, row.Waited).Should().Be((true, false), "whoever waited died at it");
    }

    [StoreFact]
    public async Task A_lease_keeps_others_away_and_ends()
    {
        await Commit(Turn("meta:1", 0, Message("m1")));
        await Claim("one");
        (await Claim("two")).Should().BeEmpty();
        Clock.Advance(Lease - TimeSpan.FromMilliseconds(1));
        (await Claim("two")).Should().BeEmpty();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        var row = (await Claim("two")).Single();
        (row.Recovering, row.Attempts).Should().Be((true, 2));
    }

    [StoreFact]
    public async Task Who_lost_the_lease_settles_nothing()
    {
        await Commit(Turn("meta:1", 0, Message("m1"), Message("m2")));
        await Claim("one");
        Clock.Advance(Lease);
        await Claim("two");

        await Sent("m1", "late", "one");
        await Settle("one", new OutboxSettlement.GivenUp("m1", "late", Now), new OutboxSettlement.Later("m1", Now, "late"));

        (await Claim("three")).Should().BeEmpty("the second owner still holds it");
        (await Store.DeadLettersAsync(10, default)).Should().BeEmpty();
        await Sent("m1", "p1", "two");
        (await Claim("three")).Select(row => row.Id).Should().Equal("m2");
    }

    [StoreFact]
    public async Task A_begun_row_survives_the_end_of_the_process()
    {
        await Commit(Turn("meta:1", 0, CallRow("c1", consequential: true)));
        await Claim("one");
        await ReopenAsync();
        (await Claim("two")).Should().BeEmpty();
        Clock.Advance(Lease);
        (await Claim("two")).Should().ContainSingle(row => row.Id == "c1" && row.Recovering);
    }

    [StoreFact]
    public async Task The_turn_that_hears_a_call_ends_its_row()
    {
        await Commit(Turn("meta:1", 0, CallRow("c1")));
        await Claim();
        await Commit(Turn("meta:1", 1, CallRow("c2"), Message("m1")) with { HandledId = "c1", FinishedCall = "c1" });

        (await Claim()).Select(row => row.Id).Should().BeEquivalentTo("c2", "m1");
        await Settle("one", new OutboxSettlement.Finished("c1", Now));
        Clock.Advance(Lease * 2);
        (await Claim("two")).Should().NotContain(row => row.Id == "c1");
    }

    [StoreFact]
    public async Task A_finished_row_lets_the_next_one_go()
    {
        await Commit(Turn("meta:1", 0, CallRow("c1"), CallRow("c2")));
        await Claim();
        await Settle("one", new OutboxSettlement.Finished("c1", Now));
        (await Claim()).Select(row => row.Id).Should().Equal("c2");
    }

    [StoreFact]
    public async Task A_call_that_is_heard_lets_the_one_queued_behind_it_go()
    {
        await Commit(Turn("meta:1", 0, CallRow("c1"), CallRow("c2"), CallRow("c3")));
        await Claim();
        await Commit(Turn("meta:1", 1) with { HandledId = "c1", FinishedCall = "c1" });
        (await Claim()).Select(row => row.Id).Should().Equal("c2");
    }

    [StoreFact]
    public async Task A_row_given_up_lets_the_next_one_go_and_leaves_a_letter()
    {
        await Commit(Turn("meta:1", 0, Message("m1"), Message("m2")));
        await Claim();
        await Settle("one", new OutboxSettlement.GivenUp("m1", "131026: the number is not on WhatsApp", Now));

        (await Claim()).Select(row => row.Id).Should().Equal("m2");
        var letter = (await Store.DeadLettersAsync(10, default)).Single();
        (letter.Conversation, letter.Kind, letter.Reason, letter.At).Should().Be(("meta:1", "send", "131026: the number is not on WhatsApp", Now));
    }

    [StoreFact]
    public async Task The_pumps_own_letter_of_a_row_is_not_told_twice()
    {
        await Commit(Turn("meta:1", 0, CallRow("c1")));
        await Claim();
        await Store.AddDeadLetterAsync(new("call.c1", "meta:1", "call", "It threw.", "the trace", Now), default);
        await Settle("one", new OutboxSettlement.GivenUp("c1", "It threw.", Now));
        (await Store.DeadLettersAsync(10, default)).Should().ContainSingle().Which.Detail.Should().Be("the trace");
    }

    [StoreFact]
    public async Task No_row_is_claimed_twice_by_many_who_ask_at_once()
    {
        for (var i = 0; i < 60; i++) await Commit(Turn($"meta:{i}", 0, Message($"m{i}")));
        var claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(owner => Claim($"owner{owner}", 10)));
        var ids = claims.SelectMany(rows => rows).Select(row => row.Id).ToList();
        ids.Should().OnlyHaveUniqueItems().And.HaveCount(60);
    }

    [StoreFact]
    public async Task A_claim_takes_no_more_than_asked_for_and_the_oldest_first()
    {
        for (var i = 0; i < 6; i++)
        {
            await Commit(Turn($"meta:{i}", 0, Message($"m{i}")));
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await Claim(limit: 4)).Select(row => row.Id).Should().Equal("m0", "m1", "m2", "m3");
        (await Claim(limit: 4)).Select(row => row.Id).Should().Equal("m4", "m5");
    }

    [StoreFact]
    public async Task A_message_of_a_clock_that_runs_ahead_goes_out_at_once()
    {
        await Commit(Turn("meta:1", 0, Message("m1")) with { At = Now.AddMinutes(3) });
        (await Claim()).Should().ContainSingle();
    }

    [StoreFact]
    public async Task The_last_message_heard_comes_with_the_row()
    {
        await Commit(Turn("meta:1", 0, Message("m1")));
        Clock.Advance(TimeSpan.FromSeconds(10));
        await Commit(Turn("meta:1", 1));
        (await Claim()).Single().LastHeard.Should().Be(Now);
    }

    [StoreFact]
    public async Task The_next_due_time_is_that_of_the_first_row_that_may_go()
    {
        (await Store.NextOutboxDueAsync(default)).Should().BeNull();
        await Commit(Turn("meta:1", 0, Message("m1"), Message("m2")));
        (await Store.NextOutboxDueAsync(default)).Should().Be(Now);
        await Claim();
        (await Store.NextOutboxDueAsync(default)).Should().Be(Now + Lease);
        await Settle("one", new OutboxSettlement.Later("m1", Now.AddSeconds(7), "busy"));
        (await Store.NextOutboxDueAsync(default)).Should().Be(Now.AddSeconds(7));
        Clock.Advance(TimeSpan.FromSeconds(7));
        foreach (var id in new[] { "m1", "m2" })
        {
            await Claim();
            await Sent(id, $"p-{id}");
        }

        (await Store.NextOutboxDueAsync(default)).Should().BeNull();
    }

    [StoreFact]
    public async Task A_posted_message_goes_out_like_any_other()
    {
        await Store.PostAsync(new("meta:9", new("meta", "919800000000", "", Now), [Message("p1"), Message("p2")], Now), null, Lease, default);
        await Commit(Turn("meta:9", 0, Message("m1")));

        foreach (var id in new[] { "p1", "p2", "m1" })
        {
            (await Claim()).Select(row => row.Id).Should().Equal(id);
            await Sent(id, $"provider-{id}");
        }
    }

    [StoreFact]
    public async Task A_posted_message_that_its_owner_sends_waits_for_nobody_and_is_recovered_after_a_crash()
    {
        await Commit(Turn("meta:9", 0, Message("m1"), Message("m2")));
        var entry = new OutboxEntry("meta:9", new("meta", "919800000000", "", Now), [Message("otp1", "Your code is 0000")], Now);
        (await Store.PostAsync(entry, "api", Lease, default)).Should().ContainSingle(row => row.Id == "otp1" && row.Attempts == 1 && !row.Recovering);
        await Store.PostAsync(entry with { Messages = [Message("otp2")] }, "api", Lease, default);

        (await Claim()).Select(row => row.Id).Should().Equal("m1");
        await Sent("otp2", "p2", "api");
        await ReopenAsync();
        Clock.Advance(Lease);
        (await Claim("two")).Should().Contain(row => row.Id == "otp1" && row.Recovering).And.NotContain(row => row.Id == "otp2");
    }

    [StoreTheory]
    [InlineData(null)]
    [InlineData("api")]
    public async Task The_same_posting_twice_is_one_message(string? owner)
    {
        var entry = new OutboxEntry("meta:9", new("meta", "919800000000", "", Now), [Message("p1")], Now);
        (await Store.PostAsync(entry, owner, Lease, default)).Should().NotBeEmpty();
        (await Store.PostAsync(entry, owner, Lease, default)).Should().BeEmpty("it is there already");
        (await Store.HealthAsync(Now, default)).PendingOutbox.Should().Be(1);
    }

    [StoreFact]
    public async Task More_posts_than_turns_keep_their_order()
    {
        for (var i = 0; i < 1100; i += 100)
            await Store.PostAsync(new("meta:9", new("meta", "91", "", Now), [.. Enumerable.Range(i, 100).Select(n => Message($"p{n}"))], Now), null, Lease, default);
        await Commit(Turn("meta:9", 0, Message("m1")));
        (await Claim()).Select(row => row.Id).Should().Equal("p0");
        await Sent("p0", "x");
        (await Claim()).Select(row => row.Id).Should().Equal("p1");
    }
}
