using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Host.Figures;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;

namespace Bot.Host.Desk.Figures;

/// <summary>Reads what is counted of a flow.</summary>
internal sealed class FigureReader(IStore store, FigureRecords figures, RejectSample sample)
{
    /// <summary>The newest turns of all flows that are looked through for answers that one turned away.</summary>
    private const int Looked = 50_000;

    /// <summary>Answers that are looked at.</summary>
    private const int Sampled = 5_000;

    /// <summary>Months whose messages are told with what they cost; about as long as prices are kept.</summary>
    private const int MostMonths = 13;

    /// <summary>How often what happened, all versions and languages of the days that are asked for.</summary>
    public async Task<IReadOnlyList<TurnCount>> CountsAsync(AskedFigures asked, CancellationToken cancel) =>
        [.. (await store.TurnCountsAsync(asked.Flow, cancel)).Where(count => count.Day >= asked.Since)];

    /// <summary>Times, reasons and runs.</summary>
    public async Task<IReadOnlyList<FlowFigures>> FiguresAsync(AskedFigures asked, CancellationToken cancel) =>
        [.. (await figures.OfAsync(asked.Flow, asked.Since, asked.Today, cancel)).Where(one => asked.Takes(one.Key.Day, one.Key.Version, one.Key.Language))];

    /// <summary>What was typed and turned away.</summary>
    public async Task<SampledRejects> RejectsAsync(AskedFigures asked, CancellationToken cancel) => sample.Of(
        [.. (await new TurnWalk(store).NewestAsync(asked.Flow, "reject", Looked, Sampled, cancel))
            .Where(one => asked.Takes(DateOnly.FromDateTime(one.Turn.At.UtcDateTime), one.Turn.FlowVersion, one.Turn.Language))]);

    /// <summary>What messages of the flow cost, by the months of the days that are asked for, in all languages.</summary>
    public async Task<IReadOnlyList<MonthCosts>> CostsAsync(AskedFigures asked, CancellationToken cancel)
    {
        var (found, since, first) = (new List<MonthCosts>(), MonthOf(asked.Since), MonthOf(asked.Today).AddMonths(1 - MostMonths));
        for (var month = since > first ? since : first; month <= asked.Today; month = month.AddMonths(1))
        {
            var name = month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            found.AddRange((await store.CostsAsync(name, cancel)).Where(cost => cost.Flow == asked.Flow).GroupBy(cost => (cost.Category, cost.Billable))
                .Select(same => new MonthCosts(name, same.Key.Category, same.Key.Billable, same.Sum(cost => cost.Count))));
        }

        return found;
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}

/// <summary>Messages of a flow in one month that the provider told a price for.</summary>
internal sealed record MonthCosts(string Month, string Category, bool Billable, long Messages);
