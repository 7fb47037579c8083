using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Host.Access;
using Bot.Host.Desk.Operators;
using Bot.Host.Desk.Talks;
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
        var trail = new AuditTrail(Records, (IRecordLists)Records, Clock);
        foreach (var act in new[] { "take", "write", "back", "signOut" }) await trail.WriteAsync("asha", act, "s1", "", default);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => trail.WriteAsync("ravi", "note", $"s{number}", "", default)));
        await ReopenAsync();
        trail = new AuditTrail(Records, (IRecordLists)Records, Clock);

        (await trail.ListAsync(0, 100, default)).Select(entry => entry.Number).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8);
        (await trail.ListAsync(2, 2, default)).Select(entry => entry.Act).Should().Equal("back", "signOut");
        (await trail.FaultsAsync(default)).Should().BeEmpty();

        var second = (await Records.FindAsync("audit", "desk/00000002", default))!;
        await Change(new RecordChange("audit", second.Key, 1, second.Body.Replace("write", "watch", StringComparison.Ordinal)));
        (await trail.FaultsAsync(default)).Should().Equal("Entry 2 is not as it was when entry 3 was written.");
        await Change(new RecordChange("audit", second.Key, 2, second.Body), new RecordChange("audit", "desk/00000008", 1, null));
        (await trail.FaultsAsync(default)).Should().Equal("Entries 8 to 8 are missing.");
        await Change(new RecordChange("audit", "desk/00000003", 1, null));
        (await trail.FaultsAsync(default)).Should().Equal("Entries 3 to 3 are missing.", "Entries 8 to 8 are missing.");
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
}
