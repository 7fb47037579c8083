using Bot.Bench.Chaos.Simulation;

namespace Bot.Tests.Bench.Chaos;

/// <summary>Processes die at every point at which something is written or sent, and nothing is lost and nothing happens twice.</summary>
public sealed class SimulationTests(ChaosFlows flows) : IClassFixture<ChaosFlows>
{
    [Fact]
    public void Four_hundred_deaths_of_the_only_process_lose_nothing_and_do_nothing_twice() => Series(new(1), 400);

    [Fact]
    public void A_hundred_deaths_among_three_processes_lose_nothing_and_do_nothing_twice() => Series(new(1) { Processes = 3 }, 100);

    [Fact]
    public void The_same_seed_is_the_same_run_step_by_step()
    {
        var plan = new SimulationPlan(7) { Processes = 2 };
        var first = Run(plan);
        first.CrashCount.Should().BePositive();
        Run(plan).Trace.Should().Equal(first.Trace);
        Run(plan with { Seed = 8 }).Trace.Should().NotEqual(first.Trace);
    }

    /// <summary>
    /// A registration and a loan application, each with one death at one point; each test takes every eleventh point of them, the benchmark takes all.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_conversation_survives_a_death_at_any_of_its_points(int person)
    {
        var calm = new SimulationPlan(3) { FirstPerson = person, People = 1, FaultShare = 0, Mischief = 0, CrashLimit = 0 };
        var whole = Run(calm);
        whole.Violations.Should().BeEmpty();
        for (var point = 1 + person; point <= whole.Points; point += 11)
        {
            var result = Run(calm with { CrashAt = point });
            result.CrashCount.Should().Be(1);
            result.Violations.Should().BeEmpty($"the process died at point {point}");
        }
    }

    /// <summary>Seeds that found something, with what it was.</summary>
    public static TheoryData<int, int, string> Finds
    {
        get
        {
            var finds = new TheoryData<int, int, string>();
            foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Bench", "Chaos", "finds.tsv")).Where(line => !line.StartsWith('#')))
            {
                if (line.Split('\t') is [var seed, var processes, var what])
                    finds.Add(int.Parse(seed), int.Parse(processes), what);
            }

            return finds;
        }
    }

    [Theory]
    [MemberData(nameof(Finds))]
    public void What_a_seed_found_stays_mended(int seed, int processes, string what) =>
        Run(new(seed) { Processes = processes }).Violations.Should().BeEmpty(what);

    private SimulationResult Run(SimulationPlan plan) => Simulation.Run(plan, flows.Catalog, flows.Contracts);

    private void Series(SimulationPlan first, int crashes)
    {
        var series = SimulationSeries.Run(first, crashes, flows.Catalog, flows.Contracts);
        series.Violations.Should().BeEmpty(series.ToString());
        series.CrashCount.Should().BeGreaterThanOrEqualTo(crashes);
        series.Runs.Sum(run => run.Tags).Should().BePositive();
        series.Runs.Sum(run => run.Leads).Should().BePositive();
    }
}
