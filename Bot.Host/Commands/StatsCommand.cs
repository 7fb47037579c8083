using System.CommandLine;
using System.Globalization;
using Bot.Host.Settings;
using Bot.Storage.Abstractions;

namespace Bot.Host.Commands;

/// <summary><c>stats</c>: the figures of a flow, as a table with a bar for each line.</summary>
internal sealed class StatsCommand : Command
{
    private const string Help = """
        Show how often what happened in a flow: turns by state and trigger, the most first, each with its share of the state as a bar; and turns by day.
        Figures outlast the turns that they were counted from. The host may run meanwhile.

        Examples:
          Bot.Host stats loan-lead
          Bot.Host stats fastag-assign --days 7
        """;

    private const int BarWidth = 30;
    private const int TurnsAtOnce = 5000;

    private readonly Argument<string> _flow = new("flow") { Description = "The flow." };
    private readonly Option<int> _days = new("--days") { Description = "Of the last so many days (UTC).", DefaultValueFactory = _ => 30 };

    public StatsCommand(Func<IConfiguration> configuration)
        : base("stats", Help)
    {
        Add(_flow);
        Add(_days);
        SetAction((parsed, cancel) => RunAsync(
            configuration(), parsed.GetRequiredValue(_flow), parsed.GetValue(_days), parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error, cancel));
    }

    private static async Task<int> RunAsync(IConfiguration configuration, string flow, int days, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        var address = DatabaseOptions.Of(configuration).Address;
        if (address.File is { } file && !File.Exists(file))
        {
            await error.WriteLineAsync($"There is no database at {file}: nothing was ever stored there.");
            return ExitCodes.CannotRun;
        }

        await using var store = await address.OpenAsync(SealingOptions.SealerOf(configuration), TimeProvider.System);
        while (await store.CountTurnsAsync(TurnsAtOnce, cancel))
        {
            // Until every turn is counted.
        }

        var since = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1 - days);
        var counts = (await store.TurnCountsAsync(flow, cancel)).Where(count => count.Day >= since).ToList();
        if (counts.Count == 0)
        {
            await error.WriteLineAsync($"No turn of '{flow}' was counted in the last {days} days.");
            return ExitCodes.CannotRun;
        }

        foreach (var line in Lines(flow, counts)) await output.WriteLineAsync(line);
        return ExitCodes.Ok;
    }

    private static IEnumerable<string> Lines(string flow, List<TurnCount> counts)
    {
        var all = counts.Sum(count => count.Turns);
        var versions = counts.Select(count => count.FlowVersion).Distinct().Count();
        yield return string.Create(CultureInfo.InvariantCulture, $"{flow}: {all} turns; versions: {versions}; {string.Join(", ", Shares(counts, count => count.Language))}");
        yield return "";
        foreach (var state in counts.GroupBy(count => count.State).OrderByDescending(state => state.Sum(count => count.Turns)))
        {
            var heard = state.Sum(count => count.Turns);
            foreach (var (trigger, turns) in Sums(state, count => count.Trigger))
                yield return Line(state.Key.Length > 0 ? state.Key : "(start)", trigger.Length > 0 ? trigger : "(stayed)", turns, heard);
        }

        yield return "";
        var most = Sums(counts, count => count.Day).Max(day => day.Turns);
        foreach (var (day, turns) in Sums(counts, count => count.Day).OrderBy(day => day.Key))
            yield return Line(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "", turns, most);
    }

    private static string Line(string name, string trigger, long turns, long whole) => string.Create(
        CultureInfo.InvariantCulture, $"{name,-26} {trigger,-22} {turns,9}  {new string('█', (int)Math.Ceiling((double)BarWidth * turns / whole))}");

    private static IEnumerable<string> Shares(List<TurnCount> counts, Func<TurnCount, string> of) =>
        Sums(counts, of).Select(sum => string.Create(CultureInfo.InvariantCulture, $"{sum.Key} {100.0 * sum.Turns / counts.Sum(count => count.Turns):0} %"));

    private static List<(TKey Key, long Turns)> Sums<TKey>(IEnumerable<TurnCount> counts, Func<TurnCount, TKey> of) =>
        [.. counts.GroupBy(of).Select(same => (same.Key, same.Sum(count => count.Turns))).OrderByDescending(same => same.Item2)];
}
