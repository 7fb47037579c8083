using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;

namespace Bot.Host.Api.Results;

/// <summary>Removes rows that are older than their table keeps them, once an hour and a page at a time.</summary>
internal sealed partial class ResultPruner(ResultTables tables, IRecordLists lists, IRecordStore records, TimeProvider clock, ILogger<ResultPruner> log)
    : BackgroundService
{
    private const int PageSize = 200;

    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Rest, clock);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotPruned(failure);
            }
        }
    }

    /// <returns>Rows that were removed.</returns>
    public async Task<int> PruneAsync(CancellationToken cancel)
    {
        var removed = 0;
        foreach (var (_, table) in tables.All)
        {
            if (table.For is { } kept) removed += await PruneAsync(table, clock.GetUtcNow() - kept, cancel);
        }

        return removed;
    }

    private async Task<int> PruneAsync(ResultTable table, DateTimeOffset before, CancellationToken cancel)
    {
        var (after, removed) = ("", 0);
        while (true)
        {
            var rows = await lists.ListAsync(KeptResult.Kind, KeptResult.TableLookup, table.Name, after, PageSize, cancel);
            foreach (var row in rows.Where(row => KeptResult.Read(row).At < before))
            {
                if (await records.ChangeAsync([new(row.Kind, row.Key, row.Version, null)], cancel)) removed++;
            }

            if (rows.Count < PageSize) return removed;
            after = rows[^1].Key;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old results could not be removed; the next hour tries again")]
    private partial void NotPruned(Exception failure);
}
