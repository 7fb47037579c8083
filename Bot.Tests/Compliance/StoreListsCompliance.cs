using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

/// <summary>What a store that serves the back office owes besides: to those who page through it.</summary>
public abstract partial class StoreListsCompliance : StoreCompliance
{
    [StoreFact]
    public async Task Records_are_listed_by_a_value_in_an_order_that_stays()
    {
        foreach (var key in new[] { "b", "a/2", "a", "B", "c" }) await Change(new RecordChange("tag", key, 0, "{}", Lookup("in", "list")));
        await Change(new RecordChange("tag", "a", 1, "changed"), new RecordChange("tag", "b", 1, "gone", []));
        await Change(new RecordChange("lead", "aa", 0, "{}", Lookup("in", "list")));

        var all = (await Page("", 10)).ToList();
        all.Should().BeEquivalentTo("B", "a", "a/2", "c");
        (await Page("", 2)).Should().Equal(all[..2]);
        (await Page(all[1], 2)).Should().Equal(all[2..]);
        (await Page(all[3], 2)).Should().BeEmpty();
        await Change(new RecordChange("tag", all[2], all[2] == "a" ? 2 : 1, "changed again"), new RecordChange("tag", "between", 0, "{}", Lookup("in", "list")));
        (await Page("", 10)).Where(key => key != "between").Should().Equal(all, "a record keeps its place while others change");

        async Task<IEnumerable<string>> Page(string after, int limit) =>
            (await ((IRecordLists)Records).ListAsync("tag", "in", "list", after, limit, default)).Select(record => record.Key);
    }

    [StoreFact]
    public async Task Numbered_records_of_one_thing_are_listed_in_the_order_of_their_numbers()
    {
        foreach (var number in new[] { 3, 1, 12, 2 }) await Change(new RecordChange("ledger", $"608116-001-0001234/{number:D8}", 0, "{}", Lookup("tag", "one")));

        (await ((IRecordLists)Records).ListAsync("ledger", "tag", "one", "608116-001-0001234/00000001", 10, default)).Select(record => record.Key[^2..])
            .Should().Equal("02", "03", "12");
    }

    [StoreFact]
    public async Task Conversations_are_listed_in_the_order_of_their_sessions_and_found_by_them()
    {
        var lists = (IConversationLists)Store;
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var turn = Turn($"meta:{i}", 0, Message($"m{i}"));
            turn = turn with { Session = turn.Session with { Id = $"s{(i + 1) % 3}" } };
            ids.Add(turn.Session.Id);
            (await Store.CommitAsync(turn, default)).Should().Be(CommitResult.Committed);
        }

        var all = await lists.ListAsync("", 10, default);
        all.Select(line => line.SessionId).Should().Equal(ids.Order(StringComparer.Ordinal));
        (await lists.ListAsync("s0", 1, default)).Single().SessionId.Should().Be("s1");
        var found = await lists.FindAsync("s1", default);
        found!.Conversation.Should().Be("meta:0");
        found.Version.Should().Be(1);
        (await lists.FindAsync("s9", default)).Should().BeNull();
    }

    [StoreFact]
    public async Task What_was_said_goes_when_it_is_old_the_oldest_first()
    {
        for (var version = 0; version < 4; version++)
        {
            (await Store.CommitAsync(Turn("meta:1", version) with { Transcript = [new("in", $"word {version}")] }, default)).Should().Be(CommitResult.Committed);
            Clock.Advance(TimeSpan.FromDays(1));
        }

        var old = new Outdated(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, Now.AddDays(-2.5));
        (await Store.PruneAsync(old, 1, default)).Should().Be(1);
        (await Said()).Should().Equal("word 3", "word 2", "word 1");
        (await Store.PruneAsync(old, 10, default)).Should().Be(1);
        (await Store.PruneAsync(old, 10, default)).Should().Be(0);
        (await Said()).Should().Equal("word 3", "word 2");

        async Task<IEnumerable<string>> Said() =>
            (await ((IStore)Store).TranscriptAsync("meta:1", 10, default)).SelectMany(turn => turn.Lines).Select(line => line.Text);
    }
}
