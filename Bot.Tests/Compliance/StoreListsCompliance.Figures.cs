using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Host.Figures;
using Bot.Storage.Care;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

/// <summary>Times, reasons and runs of flows: derived from the turn log, each turn once, on every store.</summary>
public abstract partial class StoreListsCompliance
{
    private static readonly FlowSet NoFlows = new([], "menu");

    [StoreFact]
    public async Task Times_reasons_and_runs_count_each_turn_once_whichever_host_counts_and_outlast_the_log()
    {
        await WalkAsync("meta:1", minutes: 10);
        await WalkAsync("meta:2", minutes: 30);
        while (await Log.CountTurnsAsync(100, default)) { }
        using (var first = Counter()) (await first.CountAsync(3, default)).Should().BeTrue("three of ten rows");

        // Four hosts at once, of which each step is taken by one.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var host = Counter();
            for (var step = 0; step < 4; step++) await host.CountAsync(2, default);
        }));
        await ReopenAsync();
        using var counter = Counter();
        while (await counter.CountAsync(100, default)) { }
        (await counter.CountAsync(100, default)).Should().BeFalse("every turn is counted");
        await EmptyLogAsync();
        (await counter.CountAsync(100, default)).Should().BeFalse();

        var found = await SumsAsync();
        (found.Begun, found.Finished).Should().Be((2L, 2L));
        var amount = found.States["amount"];
        amount.Entered.Should().Be(2);
        amount.Rejected.Should().Equal(new Dictionary<string, long> { [""] = 2 });
        amount.Took.Count().Should().Be(2);
        amount.Took.At(0.5).Should().BeApproximately(600, 30);
        amount.Took.At(0.9).Should().BeApproximately(1800, 90);
        found.States["tenure"].Took.Count().Should().Be(0, "no one came back to it");

        await WalkAsync("meta:3", minutes: 1);
        while (await Log.CountTurnsAsync(100, default)) { }
        while (await counter.CountAsync(100, default)) { }
        (await SumsAsync()).Begun.Should().Be(3, "a log that was emptied counts on");
    }

    [StoreFact]
    public async Task A_host_that_comes_anew_to_the_log_counts_as_one_that_went_through_all_of_it()
    {
        const int People = 4, Turns = 12;
        string[] states = ["amount", "tenure", "city"];
        var (chance, at) = (new Random(20), Enumerable.Repeat("", People).ToArray());
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var person = 0; person < People; person++)
            {
                var stays = at[person].Length > 0 && chance.Next(3) == 0;
                var to = stays ? at[person] : states[chance.Next(states.Length)];
                await Commit(Moved($"meta:{person}", turn, at[person], stays ? "reject" : "answer", to));
                at[person] = to;
                Clock.Advance(TimeSpan.FromSeconds(chance.Next(1, 5_000)));
            }
        }

        while (await Log.CountTurnsAsync(100, default)) { }
        for (var more = true; more;)
        {
            using var anew = Counter();
            more = await anew.CountAsync(5, default);
        }

        var whole = await WholeAsync();
        var found = await SumsAsync();
        found.Should().BeEquivalentTo(whole);
        whole.States.Values.Sum(state => state.Took.Count()).Should().BeGreaterThan(10);
    }

    /// <summary>All of the log in one go.</summary>
    private async Task<FigureSums> WholeAsync()
    {
        var (walk, fold, sums) = (new TurnWalk(Log), new FigureFold(NoFlows, new(NoFlows, new NoWords())), new FigureSums());
        var stands = new Stands(walk);
        foreach (var one in (await walk.NextAsync(0, long.MaxValue, 1_000, default)).Turns)
        {
            var before = await stands.BeforeAsync(one, default);
            fold.Add(one.Turn, before);
            stands.Keep(one.Name, before.After(one.Turn));
        }

        foreach (var one in fold.Sums.Values) sums.Add(one);
        return sums;
    }

    private async Task WalkAsync(string conversation, int minutes)
    {
        await Commit(Moved(conversation, 0, "", "start", "amount"));
        Clock.Advance(TimeSpan.FromMinutes(minutes) / 2);
        await Commit(Moved(conversation, 1, "amount", "reject", "amount"));
        Clock.Advance(TimeSpan.FromMinutes(minutes) / 2);
        await Commit(Moved(conversation, 2, "amount", "answer", "tenure"));
        Clock.Advance(TimeSpan.FromMinutes(minutes));
        await Commit(Moved(conversation, 3, "tenure", "expire", "done"));
        await Commit(Moved(conversation, 4, "done", "end", ""));
    }

    private async Task EmptyLogAsync()
    {
        Clock.Advance(TimeSpan.FromDays(10));
        while (await Store.PruneAsync(new(Now.AddDays(1), Now, Now.AddDays(1)), 10, default) > 0) { }
        (await Log.TurnsAsync("meta:1", 1, 10, default)).Should().BeEmpty();
    }

    private FigureCounter Counter() => new(Log, new(Records, (IRecordLists)Records), NoFlows, new(NoFlows, new NoWords()));

    private async Task<FigureSums> SumsAsync()
    {
        var (sums, today) = (new FigureSums(), DateOnly.FromDateTime(Now.UtcDateTime));
        var found = await new FigureRecords(Records, (IRecordLists)Records).OfAsync("loan", today.AddDays(-60), today, default);
        foreach (var one in found) sums.Add(one.Sums);
        return sums;
    }

    private TurnCommit Moved(string conversation, int version, string from, string trigger, string to) => Logged(conversation, version) with
    {
        Log = new(new HeardText($"in-{version}", Now, "word"), [new Transition("loan", from, trigger, to)])
        {
            Flow = "loan",
            FlowVersion = "a1b2",
            From = from,
            To = to,
        },
    };
}
