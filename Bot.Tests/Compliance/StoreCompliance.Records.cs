using Bot.Engine.Abstractions;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

/// <summary>What every store owes to our own records.</summary>
public abstract partial class StoreCompliance
{
    [StoreFact]
    public async Task A_record_is_found_as_it_was_written()
    {
        (await Change(new RecordChange("lead", "L1", 0, """{"name":"आशा"}"""))).Should().BeTrue();
        (await Records.FindAsync("lead", "L1", default)).Should().Be(new StoredRecord("lead", "L1", 1, """{"name":"आशा"}""", Now));
        (await Records.FindAsync("tag", "L1", default)).Should().BeNull("kinds are apart");
    }

    [StoreFact]
    public async Task A_change_must_expect_the_version_it_finds()
    {
        await Change(new RecordChange("lead", "L1", 0, "{}"));
        (await Change(new RecordChange("lead", "L1", 0, "again"))).Should().BeFalse();
        (await Change(new RecordChange("lead", "L1", 2, "skipped one"))).Should().BeFalse();
        (await Change(new RecordChange("lead", "L1", 1, "second"))).Should().BeTrue();
        (await Records.FindAsync("lead", "L1", default))!.Should().BeEquivalentTo(new { Version = 2L, Body = "second" });
    }

    [StoreFact]
    public async Task All_changes_stand_or_none()
    {
        await Change(new RecordChange("tag", "T1", 0, "free"));
        (await Change(new RecordChange("lead", "L1", 0, "new", Lookup("mobile", "h1")), new RecordChange("tag", "T1", 7, "taken"))).Should().BeFalse();
        (await Records.FindAsync("lead", "L1", default)).Should().BeNull();
        (await Find("lead", "mobile", "h1")).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Of_many_changes_of_one_version_at_once_exactly_one_stands()
    {
        await Change(new RecordChange("tag", "T1", 0, "free"));
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Change(new RecordChange("tag", "T1", 1, $"taken by {i}"))));
        results.Count(stands => stands).Should().Be(1);
    }

    [StoreFact]
    public async Task A_turn_whose_record_change_finds_another_state_is_not_written()
    {
        await Change(new RecordChange("tag", "T1", 0, "taken"));
        var turn = Turn("meta:1", 0, Message("m1")) with { Records = [new("otp", "O1", 0, "{}"), new("tag", "T1", 0, "mine")] };
        (await Store.CommitAsync(turn, default)).Should().Be(CommitResult.RecordConflict);
        (await Store.LoadAsync("meta:1", default)).Should().BeNull();
        (await Records.FindAsync("otp", "O1", default)).Should().BeNull();
        (await Claim()).Should().BeEmpty();
        (await Store.CommitAsync(turn with { Records = [new("tag", "T1", 1, "mine")] }, default)).Should().Be(CommitResult.Committed);
        (await Records.FindAsync("tag", "T1", default))!.Body.Should().Be("mine");
    }

    [StoreFact]
    public async Task Records_are_found_by_their_values_newest_first()
    {
        for (var i = 0; i < 4; i++)
        {
            await Change(new RecordChange("lead", $"L{i}", 0, $"{i}", Lookup("mobile", i == 2 ? "other" : "h1")));
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Change(new RecordChange("lead", "L0", 1, "0 again"));
        (await Find("lead", "mobile", "h1")).Should().Equal("L0", "L3", "L1");
        (await Records.LookUpAsync("lead", "mobile", "h1", 2, default)).Select(record => record.Key).Should().Equal("L0", "L3");
        (await Find("tag", "mobile", "h1")).Should().BeEmpty();
        (await Find("lead", "pan", "h1")).Should().BeEmpty();
    }

    [StoreFact]
    public async Task New_values_take_the_place_of_old_ones_and_none_leaves_them()
    {
        await Change(new RecordChange("lead", "L1", 0, "1", Lookup("mobile", "h1")));
        await Change(new RecordChange("lead", "L1", 1, "2"));
        (await Find("lead", "mobile", "h1")).Should().Equal("L1");
        await Change(new RecordChange("lead", "L1", 2, "3", Lookup("mobile", "h2")));
        (await Find("lead", "mobile", "h1")).Should().BeEmpty();
        (await Find("lead", "mobile", "h2")).Should().Equal("L1");
        await Change(new RecordChange("lead", "L1", 3, "4", []));
        (await Find("lead", "mobile", "h2")).Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_removed_record_is_found_no_more_and_may_come_again()
    {
        await Change(new RecordChange("lead", "L1", 0, "1", Lookup("mobile", "h1")));
        (await Change(new RecordChange("lead", "L1", 9, null))).Should().BeFalse();
        (await Change(new RecordChange("lead", "L1", 1, null))).Should().BeTrue();
        (await Records.FindAsync("lead", "L1", default)).Should().BeNull();
        (await Find("lead", "mobile", "h1")).Should().BeEmpty();
        (await Change(new RecordChange("lead", "L1", 0, "again"))).Should().BeTrue();
    }

    private protected Task<bool> Change(params RecordChange[] changes) => Records.ChangeAsync(changes, default);

    private protected static KeyValuePair<string, string>[] Lookup(string name, string value) => [new(name, value)];

    private async Task<IEnumerable<string>> Find(string kind, string name, string value) =>
        (await Records.LookUpAsync(kind, name, value, 10, default)).Select(record => record.Key);
}
