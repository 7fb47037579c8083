using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

public abstract partial class StoreCompliance
{
    [StoreFact]
    public async Task An_alias_leads_to_its_conversation()
    {
        await Commit(Turn("meta:1", 0) with { Aliases = [new("meta:IN.1", 0)] });
        await ReopenAsync();

        var stored = (await Store.LoadAsync("meta:IN.1", default))!;

        (stored.Conversation, stored.Version).Should().Be(("meta:1", 1L));
        Json(stored.Session).Should().Be(Json(Turn("meta:1", 0).Session));
        (await Store.CommitAsync(Turn("meta:IN.1", 0), default)).Should().Be(CommitResult.Conflict, "another host does not begin a conversation there any more");
    }

    [StoreFact]
    public async Task A_conversation_that_becomes_an_alias_has_ended_and_what_it_handled_counts_as_handled()
    {
        await Commit(Turn("meta:1", 0));
        await Commit(Turn("meta:IN.1", 0, Message("theirs")) with { HandledId = "wamid.1", Timers = [new(TimerKind.Remind, Now, 1)] });

        await Commit(Turn("meta:1", 1, Message("ours")) with { Aliases = [new("meta:IN.1", 1)] });

        (await Store.LoadAsync("meta:IN.1", default))!.Conversation.Should().Be("meta:1");
        (await Store.DueTimersAsync(Now, 10, default)).Should().BeEmpty();
        (await Store.CommitAsync(Turn("meta:1", 2) with { HandledId = "wamid.1" }, default)).Should().Be(CommitResult.Duplicate);
        (await Store.CommitAsync(Turn("meta:IN.1", 1), default)).Should().Be(CommitResult.Conflict, "a turn that was computed before is computed anew");
        (await Claim()).Select(row => row.Id).Should().BeEquivalentTo(["theirs", "ours"], "what was to be said is said");
    }

    [StoreFact]
    public async Task An_alias_leads_on_to_what_its_conversation_becomes()
    {
        await Commit(Turn("meta:1", 0) with { Aliases = [new("meta:IN.1", 0)] });
        await Commit(Turn("meta:2", 0) with { Aliases = [new("meta:1", 1)] });

        (await Store.LoadAsync("meta:IN.1", default))!.Conversation.Should().Be("meta:2");
    }

    [StoreFact]
    public async Task A_turn_and_its_aliases_are_written_all_or_none()
    {
        await Commit(Turn("meta:1", 0));
        await Commit(Turn("meta:IN.1", 0));
        await Commit(Turn("meta:IN.1", 1));

        (await Store.CommitAsync(Turn("meta:1", 1, Message("m")) with { Aliases = [new("meta:IN.2", 0), new("meta:IN.1", 1)] }, default)).Should().Be(CommitResult.Conflict);

        (await Store.LoadAsync("meta:1", default))!.Version.Should().Be(1);
        (await Store.LoadAsync("meta:IN.1", default))!.Version.Should().Be(2);
        (await Store.LoadAsync("meta:IN.2", default)).Should().BeNull();
        (await Claim()).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Of_two_that_make_one_key_an_alias_at_once_exactly_one_is_committed()
    {
        var results = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Store.CommitAsync(Turn($"meta:{i}", 0) with { Aliases = [new("meta:IN.1", 0)] }, default)));

        results.Count(result => result == CommitResult.Committed).Should().Be(1);
        results.Count(result => result == CommitResult.Conflict).Should().Be(19);
    }
}
