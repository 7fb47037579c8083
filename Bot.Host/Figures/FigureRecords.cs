using System.Globalization;
using Bot.Engine.Abstractions;

namespace Bot.Host.Figures;

/// <summary>
/// Figures of flows as records, kept for ever. They change together with the number of the turn that they are counted up to, all or none: neither a crash nor
/// a second host counts a turn twice.
/// </summary>
internal sealed class FigureRecords(IRecordStore records, IRecordLists lists)
{
    /// <summary>Name of the record kind of the number.</summary>
    private const string CursorKind = "flowFiguresCursor";

    private const string Cursor = "turns";

    /// <summary>Up to which turn they are counted, and the version of that record.</summary>
    public async Task<(long Number, long Version)> CursorAsync(CancellationToken cancel) =>
        await records.FindAsync(CursorKind, Cursor, cancel) is { } stored ? (long.Parse(stored.Body, CultureInfo.InvariantCulture), stored.Version) : (0, 0);

    /// <summary>Adds figures to those that are kept. False where another has counted meanwhile: nothing is changed then.</summary>
    /// <param name="number">Of the last turn that is counted in.</param>
    /// <param name="version">Of the cursor that was begun from.</param>
    public async Task<bool> AddAsync(IReadOnlyDictionary<FigureKey, FigureSums> more, long number, long version, CancellationToken cancel)
    {
        var changes = new List<RecordChange> { new(CursorKind, Cursor, version, number.ToString(CultureInfo.InvariantCulture)) };
        foreach (var (key, sums) in more)
        {
            if (await records.FindAsync(FigureKey.Kind, key.RecordKey, cancel) is not { } stored)
            {
                changes.Add(new FlowFigures(key, sums).Change(0));
                continue;
            }

            var kept = FlowFigures.Read(stored);
            kept.Sums.Add(sums);
            changes.Add(kept.Change(stored.Version));
        }

        return await records.ChangeAsync(changes, cancel);
    }

    /// <summary>Figures of a flow from one day to another, both of them too.</summary>
    public async Task<IReadOnlyList<FlowFigures>> OfAsync(string flow, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var found = new List<FlowFigures>();
        for (var month = new DateOnly(from.Year, from.Month, 1); month <= to; month = month.AddMonths(1))
        {
            var (name, value) = FigureKey.MonthOf(flow, month);
            await foreach (var stored in lists.AllAsync(FigureKey.Kind, name, value, cancel)) found.Add(FlowFigures.Read(stored));
        }

        return [.. found.Where(one => one.Key.Day >= from && one.Key.Day <= to)];
    }
}
