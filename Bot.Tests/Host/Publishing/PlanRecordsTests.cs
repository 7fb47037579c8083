using Bot.Host.Publishing;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Publishing;

/// <summary>How long plans are kept, and what one that no host makes any more says.</summary>
public sealed class PlanRecordsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_plan_that_no_one_carries_out_goes_after_a_week_and_one_that_was_carried_out_stays()
    {
        await using var store = SqliteStore.Open(new() { Path = Path.Combine(_folder.Path, "bot.db") }, new Secrets("plans").Sealer, _clock);
        var plans = new PlanRecords(store, store, _clock);
        await plans.AddAsync(PlanOf("old"), default);
        await plans.AddAsync(PlanOf("done") with { CarriedOut = 4 }, default);
        _clock.Advance(PlanRecords.Kept);
        (await plans.PruneAsync(default)).Should().Be(0, "its time is not over yet");

        _clock.Advance(TimeSpan.FromSeconds(1));
        await plans.AddAsync(PlanOf("new"), default);
        (await plans.PruneAsync(default)).Should().Be(1);

        (await plans.OpenAsync(default)).Select(plan => plan.Id).Should().Equal("new");
        await plans.Invoking(all => all.FindAsync("old", default)).Should().ThrowAsync<PublishingException>().WithMessage("There is no plan old; * 7 days.");
        (await plans.FindAsync("done", default)).Plan.CarriedOut.Should().Be(4);
    }

    [Fact]
    public void A_plan_without_a_word_for_two_minutes_is_not_made_any_more()
    {
        var making = new PlanProgress("proving visit", 1, 3, _clock.Now);

        making.EndedBy(_clock.Now.AddMinutes(2)).Should().BeNull();
        making.EndedBy(_clock.Now.AddMinutes(2.1)).Should().Be("the host that made it has stopped");
        (making with { Failure = "out of memory" }).EndedBy(_clock.Now).Should().Be("out of memory");
        making.ToString().Should().Be("proving visit, 1 of 3");
    }

    public void Dispose() => _folder.Dispose();

    private PublishPlan PlanOf(string id) => new(id, 1, 1, 2, null, [], _clock.Now, "test", [], [], null, []);
}
