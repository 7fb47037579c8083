using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;
using Bot.Host.Desk.Figures;
using Bot.Host.Observability;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Desk;

/// <summary>What the newest turns tell of a flow: times, ends, and what is typed and not understood.</summary>
[Collection(DeskHostCollection.Name)]
public sealed class FigureTests(DeskHost desk)
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 29, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_two_people_type_that_is_not_understood_is_told_by_its_rule_and_of_personal_answers_the_shape_alone()
    {
        foreach (var word in new[] { "Quite a while", "quite a while", "only mine 12345" }) await desk.SayAsync(desk.NewPerson(), "loan", "1", "50 lakh", word);
        await desk.SayAsync(desk.NewPerson(), "loan", "1", "50 lakh", "20", "Ravi", "Kumar", "BCDPK4321");
        using var ravi = await desk.SignInAsync("ravi");

        var sample = (await ravi.GetAsync("flows/loan-lead/sample")).Body;

        var rejects = sample.GetProperty("rejects").EnumerateArray()
            .Select(one => (State: one.GetProperty("state").GetString(), Text: one.GetProperty("text").GetString(), Times: one.GetProperty("times").GetInt32())).ToList();
        rejects.Should().Contain(("tenure", "quite a while", 2)).And.Contain(("tenure", "aaaa aaaa 99999", 1), "one person alone may be told by it");
        rejects.Should().ContainSingle(one => one.State == "pan").Which.Text.Should().Be("AAAAA9999");
        sample.ToString().Should().NotContain("only mine").And.NotContain("BCDPK43");
        sample.GetProperty("begun").GetInt32().Should().BeGreaterThanOrEqualTo(4);
        sample.GetProperty("times").EnumerateArray().Select(time => time.GetProperty("state").GetString()).Should().Contain("amount");

        using var csv = await ravi.RawAsync(new(HttpMethod.Get, "/desk/api/flows/loan-lead/rejected.csv"));
        (await csv.Content.ReadAsStringAsync()).Should().StartWith("state,rule,text,times,people\r\n").And.Contain(",quite a while,2,2\r\n");
        using var times = await ravi.RawAsync(new(HttpMethod.Get, "/desk/api/flows/loan-lead/times.csv"));
        (await times.Content.ReadAsStringAsync()).Should().StartWith("state,people,median_seconds,p90_seconds\r\n");
    }

    [Fact]
    public void Time_at_a_state_runs_until_it_is_left_and_leaves_out_who_never_came_back()
    {
        var turns = new List<SampledTurn>();
        for (var person = 1; person <= 10; person++)
        {
            turns.Add(Turn($"p{person}", 1, 0, "", "start", "amount"));
            turns.Add(Turn($"p{person}", 2, person - 0.5, "amount", "reject", "amount"));
            turns.Add(Turn($"p{person}", 3, person, "amount", "answer", "tenure"));
            turns.Add(Turn($"p{person}", 4, person + 100, "tenure", "expire", ""));
        }

        var found = new FlowSample(new FlowSet([], "menu"), new NoWords(), new Redactor([])).Of("loan", turns, _ => true);

        found.Times.Should().Equal(new StateTime("amount", 10, 5 * 60, 9 * 60));
        (found.Turns, found.Begun, found.Finished).Should().Be((40, 10, 0));
    }

    [Fact]
    public void A_gap_in_the_log_makes_no_time_and_a_run_that_ends_is_finished()
    {
        var found = new FlowSample(new FlowSet([], "menu"), new NoWords(), new Redactor([])).Of(
            "loan", [Turn("p", 1, 0, "", "start", "amount"), Turn("p", 3, 9, "amount", "answer", "done"), Turn("p", 4, 10, "done", "end", "")], _ => true);

        found.Times.Should().Equal(new StateTime("done", 1, 60, 60));
        (found.Begun, found.Finished).Should().Be((1, 1));
    }

    private static SampledTurn Turn(string name, long version, double minutes, string from, string trigger, string to)
    {
        var at = Begin.AddMinutes(minutes);
        return new(name, new(
            version, at, "en", "loan", "a1", from, trigger, to, [], new TurnLogEntry(new HeardText($"{name}.{version}", at, "x"), [new Transition("loan", from, trigger, to)])));
    }

    private sealed class NoWords : IAnswerWords
    {
        public string? MeaningOf(string group, ReadOnlySpan<char> word) => null;
    }
}
