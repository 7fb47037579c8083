using Bot.Engine.Abstractions;

namespace Bot.Host.Publishing;

/// <summary>Plans as they are kept. One that no publication carried out is kept for <see cref="Kept"/>.</summary>
internal sealed class PlanRecords(IRecordStore records, IRecordLists lists, TimeProvider clock)
{
    /// <summary>A week: by then something else was published, or nothing is going to be.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Keeps a plan.</summary>
    public Task AddAsync(PublishPlan plan, CancellationToken cancel) => records.ChangeAsync([plan.Change(0)], cancel);

    /// <summary>Writes a plan in the place of what is kept of it.</summary>
    /// <returns>False where it is gone.</returns>
    public async Task<bool> ReplaceAsync(PublishPlan plan, CancellationToken cancel) =>
        await records.FindAsync(PublishPlan.Kind, plan.Id, cancel) is { } found && await records.ChangeAsync([plan.Change(found.Version)], cancel);

    /// <exception cref="PublishingException">There is none.</exception>
    public async Task<(PublishPlan Plan, long Version)> FindAsync(string id, CancellationToken cancel) =>
        await records.FindAsync(PublishPlan.Kind, id, cancel) is { } found
            ? (PublishPlan.Read(found), found.Version)
            : throw new PublishingException($"There is no plan {id}; one that no one carries out is kept for {Kept.TotalDays:0} days.");

    /// <summary>Those that no publication carried out, the newest first.</summary>
    public async Task<IReadOnlyList<PublishPlan>> OpenAsync(CancellationToken cancel)
    {
        var open = new List<PublishPlan>();
        await foreach (var row in lists.AllAsync(PublishPlan.Kind, PublishPlan.Open.Key, PublishPlan.Open.Value, cancel)) open.Add(PublishPlan.Read(row));
        return [.. open.Where(plan => plan.CarriedOut == 0).OrderByDescending(plan => plan.At)];
    }

    /// <summary>Removes those that no publication carried out in time.</summary>
    /// <returns>How many.</returns>
    public Task<int> PruneAsync(CancellationToken cancel)
    {
        var before = clock.GetUtcNow() - Kept;
        return lists.RemoveAsync(records, PublishPlan.Kind, PublishPlan.Open.Key, PublishPlan.Open.Value,
            row => PublishPlan.Read(row) is { CarriedOut: 0 } plan && plan.At < before, cancel);
    }
}
