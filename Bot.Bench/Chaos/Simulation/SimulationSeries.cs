using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bot.Engine.Flows;
using Bot.Host.Wiring;

namespace Bot.Bench.Chaos.Simulation;

/// <summary>Simulations one after the other, each with the next seed, until enough processes have died.</summary>
internal sealed record SimulationSeries
{
    /// <summary>Each with the seed that brings it again.</summary>
    public required IReadOnlyList<(int Seed, string Violation)> Violations { get; init; }

    public required IReadOnlyDictionary<string, int> Crashes { get; init; }

    public required IReadOnlyList<SimulationResult> Runs { get; init; }

    public required TimeSpan Took { get; init; }

    public int CrashCount => Crashes.Values.Sum();

    public static SimulationSeries Run(SimulationPlan first, int crashes, FlowCatalog catalog, IReadOnlyList<OperationContract> contracts)
    {
        var watch = Stopwatch.StartNew();
        var runs = new List<SimulationResult>();
        var where = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var seed = first.Seed; where.Values.Sum() < crashes; seed++)
        {
            var result = Simulation.Run(first with { Seed = seed }, catalog, contracts);
            runs.Add(result with { Trace = [] });
            foreach (var (point, times) in result.Crashes) where[point] = where.GetValueOrDefault(point) + times;
        }
        return new()
        {
            Runs = runs, Crashes = where, Took = watch.Elapsed,
            Violations = [.. runs.SelectMany(run => run.Violations.Select(violation => (run.Plan.Seed, violation)))]
        };
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{CrashCount} crashes in {Runs.Count} runs with {Runs.Sum(run => run.Conversations)} conversations, {Took.TotalSeconds:0} s");
        text.AppendLine(CultureInfo.InvariantCulture, $"{Runs.Sum(run => run.Turns)} turns, {Runs.Sum(run => run.Messages)} messages sent, {Runs.Sum(run => run.Tags)} tags, {Runs.Sum(run => run.Leads)} leads, {Runs.Sum(run => run.TimersFired)} timers fired");
        text.AppendLine(CultureInfo.InvariantCulture, $"{Runs.Sum(run => run.Deliveries)} deliveries, {Runs.Sum(run => run.Redeliveries)} of them again after a crash; {Runs.Sum(run => run.Points)} points passed");
        text.AppendLine(CultureInfo.InvariantCulture, $"messages sent twice in the window between the provider's taking and our record of it: {Runs.Sum(run => run.SentTwice)}");
        foreach (var (point, times) in Crashes) text.AppendLine(CultureInfo.InvariantCulture, $"  died {point}: {times}");
        text.AppendLine(CultureInfo.InvariantCulture, $"violations: {Violations.Count}");
        foreach (var (seed, violation) in Violations.Take(50)) text.AppendLine(CultureInfo.InvariantCulture, $"  seed {seed}: {violation}");
        return text.ToString();
    }
}
