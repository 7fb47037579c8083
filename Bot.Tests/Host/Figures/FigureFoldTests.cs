using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Host.Figures;
using Bot.Storage.Abstractions;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Figures;

/// <summary>What turns add to the figures of their flows.</summary>
public sealed class FigureFoldTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 29, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Time_at_a_state_runs_until_it_is_left_and_leaves_out_who_never_came_back()
    {
        var sums = Folded(
            Turn(1, 0, "", "start", "amount"), Turn(2, 4, "amount", "remind", "amount"), Turn(3, 5, "amount", "reject", "amount"),
            Turn(4, 10, "amount", "answer", "tenure"), Turn(5, 100, "tenure", "expire", ""));

        var amount = sums.Single().Value.States["amount"];
        amount.Took.At(0.5).Should().BeApproximately(600, 30);
        (amount.Took.Count(), amount.Entered, amount.Rejected[""]).Should().Be((1L, 1L, 1L));
        sums.Single().Value.States["tenure"].Took.Count().Should().Be(0);
    }

    [Fact]
    public void A_gap_in_the_log_makes_no_time_and_a_run_that_ends_is_finished()
    {
        var sums = Folded(Turn(1, 0, "", "start", "amount"), Turn(3, 9, "amount", "answer", "done"), Turn(4, 10, "done", "end", "")).Single().Value;

        sums.States["amount"].Took.Count().Should().Be(0);
        sums.States["done"].Took.At(0.5).Should().BeApproximately(60, 3);
        (sums.Begun, sums.Finished).Should().Be((1L, 1L));
    }

    [Fact]
    public void A_turn_counts_on_its_own_day_in_its_language_and_version()
    {
        var sums = Folded(Turn(1, 0, "", "start", "amount"), Turn(2, 245, "amount", "answer", "tenure") with { Language = "hi", FlowVersion = "b2" });

        sums.Keys.Should().Equal(new FigureKey("loan", "a1", "en", new(2026, 11, 29)), new FigureKey("loan", "b2", "hi", new(2026, 11, 30)));
        sums.Last().Value.States["amount"].Took.Count().Should().Be(1, "it counts where the state is left");
    }

    [Fact]
    public void Of_a_turn_whose_way_is_not_kept_any_more_the_first_move_counts()
    {
        var sums = Folded(Turn(1, 0, "", "start", "amount") with { Entry = null }, Turn(2, 1, "amount", "reject", "amount") with { Entry = null }).Single().Value;

        (sums.Begun, sums.States["amount"].Entered, sums.States["amount"].Rejected[""]).Should().Be((1L, 1L, 1L));
    }

    private static IReadOnlyDictionary<FigureKey, FigureSums> Folded(params StoredTurn[] turns)
    {
        var flows = new FlowSet([], "menu");
        var (fold, stand) = (new FigureFold(flows, new(flows, new NoWords())), (Stand?)null);
        foreach (var turn in turns)
        {
            var before = stand is { } known && known.Version == turn.Version - 1 ? known : Stand.Before(turn, []);
            fold.Add(turn, before);
            stand = before.After(turn);
        }

        return fold.Sums;
    }

    private static StoredTurn Turn(long version, double minutes, string from, string trigger, string to)
    {
        var at = Begin.AddMinutes(minutes);
        return new(version, at, "en", "loan", "a1", from, trigger, to, [], new TurnLogEntry(new HeardText($"in.{version}", at, "x"), [new Transition("loan", from, trigger, to)]));
    }
}
