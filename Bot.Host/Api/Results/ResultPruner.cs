using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Host.Background;

namespace Bot.Host.Api.Results;

/// <summary>Removes rows that are older than their table keeps them, once an hour and a page at a time.</summary>
internal sealed partial class ResultPruner(ResultTables tables, IRecordLists lists, IRecordStore records, TimeProvider clock, ILogger<ResultPruner> log)
    : PeriodicWork(TimeSpan.FromHours(1), clock)
{
    /// <returns>Rows that were removed.</returns>
    public async Task<int> PruneAsync(CancellationToken cancel)
    {
        var removed = 0;
        foreach (var (_, table) in tables.All)
        {
            if (table.For is { } kept) removed += await PruneAsync(table, Clock.GetUtcNow() - kept, cancel);
        }

        return removed;
    }

    protected override Task WorkAsync(CancellationToken cancel) => PruneAsync(cancel);

    protected override void OnFailed(Exception failure) => NotPruned(failure);

    private Task<int> PruneAsync(ResultTable table, DateTimeOffset before, CancellationToken cancel) =>
        lists.RemoveAsync(records, KeptResult.Kind, KeptResult.TableLookup, table.Name, row => KeptResult.Read(row).At < before, cancel);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old results could not be removed; the next hour tries again")]
    private partial void NotPruned(Exception failure);
}
