using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Host.Access;
using Bot.Host.Desk.Operators;
using Bot.Host.Desk.Talks;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;
using Bot.Tests.Support.Postgres;
using Microsoft.AspNetCore.Identity;

namespace Bot.Tests.Compliance;

/// <summary>What the desk keeps, on every store.</summary>
public abstract partial class StoreListsCompliance
{
    [StoreFact]
    public async Task Operators_are_found_by_name_and_their_passwords_lie_as_hashes()
    {
        var operators = new OperatorRepository(Records, (IRecordLists)Records, Clock);
        (await operators.AddAsync("ravi", "a long password", ["answer"], default)).Should().BeTrue();
        (await operators.AddAsync("asha", "another password", ["manage", "privacy"], default)).Should().BeTrue();
        (await operators.AddAsync("ravi", "a long password", ["manage"], default)).Should().BeFalse("a name is given once");
        await ReopenAsync();
        operators = new OperatorRepository(Records, (IRecordLists)Records, Clock);

        var ravi = (await operators.FindAsync("ravi", default))!;
        (await operators.ListAsync(default)).Select(one => one.Name).Should().Equal("asha", "ravi");
        ravi.Hash.Should().NotContain("long");
        operators.Verify(ravi, "a long password").Should().Be(PasswordVerificationResult.Success);
        operators.Verify(ravi, "a long passwort").Should().Be(PasswordVerificationResult.Failed);
        operators.Verify(null, "a long password").Should().Be(PasswordVerificationResult.Failed);
        (await operators.DisableAsync("ravi", true, default))!.Stamp.Should().NotBe(ravi.Stamp, "sessions end");
    }

    [StoreFact]
    public async Task The_audit_log_counts_on_and_tells_what_was_altered_or_taken_out()
    {
        using var trail = new AuditTrail(Records, (IRecordLists)Records, Clock);
        foreach (var act in new[] { "take", "write", "back", "signOut" }) await trail.WriteAsync("asha", act, "s1", "", default);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => trail.WriteAsync("ravi", "note", $"s{number}", "", default)));
        await ReopenAsync();
        using var again = new AuditTrail(Records, (IRecordLists)Records, Clock);

        (await again.ListAsync(0, 100, default)).Select(entry => entry.Number).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8);
        (await again.ListAsync(2, 2, default)).Select(entry => entry.Act).Should().Equal("back", "signOut");
        (await again.FaultsAsync(default)).Should().BeEmpty();

        var second = (await Records.FindAsync("audit", "desk/00000002", default))!;
        await Change(new RecordChange("audit", second.Key, 1, second.Body.Replace("write", "watch", StringComparison.Ordinal)));
        (await again.FaultsAsync(default)).Should().Equal("Entry 2 is not as it was when entry 3 was written.");
        await Change(new RecordChange("audit", second.Key, 2, second.Body), new RecordChange("audit", "desk/00000008", 1, null));
        (await again.FaultsAsync(default)).Should().Equal("Entries 8 to 8 are missing.");
        await Change(new RecordChange("audit", "desk/00000003", 1, null));
        (await again.FaultsAsync(default)).Should().Equal("Entries 3 to 3 are missing.", "Entries 8 to 8 are missing.");
    }

    [StoreFact]
    public async Task A_conversation_with_a_human_is_on_the_list_until_it_is_handed_back()
    {
        var handovers = new Handovers(Records);
        var bot = new Session { Id = "s1" };
        var human = bot with { WithHuman = true, HumanSince = Now };
        await TurnAsync(bot, human, new HeardText("1", Now, "human"), "The person asked for a human.");
        var waiting = (await handovers.AllAsync(10, default)).Should().ContainSingle().Subject;
        (waiting.Conversation, waiting.By, waiting.Why, waiting.WaitsSince).Should().Be(("meta:1", null, "The person asked for a human.", Now));

        await TurnAsync(human, human with { Operator = "asha" }, new WrittenByOperator("2", Now.AddMinutes(2), new("Hello")));
        (await handovers.FindAsync("s1", default)).Should().Match<Handover>(one => one.By == "asha" && one.WaitsSince == null && one.Since == Now);
        await TurnAsync(human with { Operator = "asha" }, human with { Operator = "asha" }, new HeardText("3", Now.AddMinutes(3), "thanks"));
        (await handovers.FindAsync("s1", default))!.WaitsSince.Should().Be(Now.AddMinutes(3));

        await TurnAsync(human with { Operator = "asha" }, bot, new SetByOperator("4", Now, null, false));
        (await handovers.AllAsync(10, default)).Should().BeEmpty();

        async Task TurnAsync(Session before, Session after, Input input, string? needs = null) => await Change((await handovers.ChangeAsync(
            new("meta:1", 1, before, new("meta", "1", "", Now)), new Turn { Session = after, NeedsHuman = needs }, input, default))!);
    }

    [StoreFact]
    public async Task Notes_stay_beside_their_conversation_in_order()
    {
        var notes = new Notes(Records, (IRecordLists)Records, Clock);
        await notes.AddAsync("s1", "asha", "Calls back on Monday", default);
        await notes.AddAsync("s2", "asha", "Another person", default);
        await notes.AddAsync("s1", "ravi", "Called", default);

        (await notes.OfAsync("s1", default)).Select(note => (note.By, note.Text)).Should().Equal(("asha", "Calls back on Monday"), ("ravi", "Called"));
    }

    [StoreFact]
    public async Task Entries_that_come_at_once_lie_in_one_chain_whichever_process_writes_them()
    {
        const int Entries = 40;
        using var here = new AuditTrail(Records, (IRecordLists)Records, Clock);
        using var there = new AuditTrail(Records, (IRecordLists)Records, Clock);

        var written = await Task.WhenAll(Enumerable.Range(0, Entries).Select(number => (number % 4 == 0 ? there : here).WriteAsync("asha", "take", $"s{number}", "", default)));

        written.Select(entry => entry.Number).Order().Should().Equal(Enumerable.Range(1, Entries).Select(number => (long)number));
        (await here.FaultsAsync(default)).Should().BeEmpty();
        (await here.FaultsAsync(Entries / 2, default)).Should().BeEmpty("it may be looked at from anywhere on");
        var middle = (await Records.FindAsync("audit", "desk/00000030", default))!;
        await Change(new RecordChange("audit", middle.Key, 1, middle.Body.Replace("take", "back", StringComparison.Ordinal)));
        (await here.FaultsAsync(Entries / 2, default)).Should().Equal("Entry 30 is not as it was when entry 31 was written.");
    }

    [StoreFact]
    public async Task A_letter_is_found_by_its_id_however_it_lies()
    {
        var rows = new CareRows((IStore)Store);
        await Store.AddDeadLetterAsync(new("poison.wamid.7", "meta:1", "poison", "why", "the trace", Now), default);
        await Store.AddDeadLetterAsync(new("decision.lead.1", "", "decision", "what became of it", "", Now), default);

        (await rows.LetterAsync("poison.wamid.7", default)).Should().BeEquivalentTo(new { Conversation = "meta:1", Kind = "poison", Detail = "the trace" });
        (await rows.LetterAsync("decision.lead.1", default))!.Reason.Should().Be("what became of it");
        (await rows.LetterAsync("decision.lead.2", default)).Should().BeNull();
        (await rows.LetterAsync("", default)).Should().BeNull();
    }

    [StoreFact]
    public async Task How_far_many_messages_are_and_what_they_cost_is_one_question()
    {
        const int Many = 60;
        var rows = new CareRows((IStore)Store);
        await Commit(Turn("meta:1", 0, [.. Enumerable.Range(0, Many).Select(number => Message($"m{number}"))]));
        await Claim(limit: Many);
        await Sent("m0", "wamid.0");
        await Store.ApplyStatusesAsync([new("meta", Now, "wamid.0", "", "", DeliveryStatus.Read, null) { Price = new(true, "service", "regular") }], default);

        string[] ids = [.. Enumerable.Range(0, Many).Select(number => $"m{number}"), "m0", "unknown"];
        (await rows.DeliveriesAsync(ids, default)).Should().Equal(new Dictionary<string, DeliveryStatus> { ["m0"] = DeliveryStatus.Read });
        (await rows.CostsAsync(ids, default)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Category = "service", Billable = true, Count = 1L });
        (await rows.DeliveriesAsync([], default)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Letters_are_listed_without_being_opened_and_opened_by_their_places()
    {
        var rows = new CareRows((IStore)Store);
        foreach (var (id, kind, conversation) in new[] { ("wamid.1", "poison", "meta:1"), ("send.2", "send", "meta:2"), ("call.3", "call", "") })
        {
            await Store.AddDeadLetterAsync(new(id, conversation, kind, $"why {id}", "trace", Now), default);
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var heads = await rows.LetterHeadsAsync(10, default);

        heads.Select(head => head.Kind).Should().Equal("call", "send", "poison");
        (await rows.LetterHeadsAsync(2, default)).Should().Equal(heads.Take(2));
        (IsOf(heads[2], "wamid.1"), IsOf(heads[1], "send.2"), IsOf(heads[0], "send.2")).Should().Be((true, true, false));
        (await rows.LettersAsync([heads[2], heads[0], new("gone", "gone", "send")], default)).Select(letter => letter.Reason).Should().Equal("why wamid.1", "why call.3");

        bool IsOf(LetterHead head, string id) => rows.KeptIdsOf(id).Contains(head.Id);
    }

    [StoreFact]
    public async Task The_newest_turns_by_a_trigger_of_a_flow_come_in_order()
    {
        for (var version = 0; version < 3; version++) await Commit(Logged("meta:1", version));
        await Commit(Logged("meta:2", 0));
        await Commit(Moved("meta:3", 0, "amount", "reject", "amount"));
        var walk = new TurnWalk((IStore)Store);

        var newest = await walk.NewestAsync("loan", "answer", 4, 5, default);

        newest.Select(one => one.Turn.Version).Should().Equal([2, 3, 1], "four rows are looked at");
        newest[0].Name.Should().Be(newest[1].Name).And.NotBe(newest[2].Name);
        newest[0].Turn.Entry!.Input.Should().BeOfType<HeardText>();
        newest[0].Turn.Should().BeEquivalentTo(new { Flow = "loan", From = "amount", Trigger = "answer", To = "tenure" });
        (await walk.NewestAsync("loan", "answer", 100, 2, default)).Select(one => one.Turn.Version).Should().Equal(3, 1);
        (await walk.NewestAsync("loan", "reject", 100, 2, default)).Should().ContainSingle();
        (await walk.NewestAsync("lead", "answer", 100, 2, default)).Should().BeEmpty();
    }
}
