using Bot.Engine.Flows;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;

namespace Bot.Host.Figures;

/// <summary>Counts turns into the figures of their flows, in the order of the log and each once; it begins with the oldest that the log still has.</summary>
internal sealed class FigureCounter(IStore store, FigureRecords figures, FlowSet flows, RejectRules rules) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly TurnWalk _walk = new(store);
    private readonly Stands _stands = new(new(store));

    /// <summary>
    /// Counts the next turns of those that <see cref="IStore.CountTurnsAsync"/> has counted; false when there were none, or another host was first.
    /// </summary>
    /// <param name="limit">Turns at most.</param>
    public async Task<bool> CountAsync(int limit, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var ((last, version), counted) = (await figures.CursorAsync(cancel), await _walk.CountedAsync(cancel));

            // A log that was emptied counts from 1 again.
            var after = last > counted ? 0 : last;
            var next = await _walk.NextAsync(after, counted, limit, cancel);
            if (next.Last == after) return false;

            var fold = new FigureFold(flows, rules);
            foreach (var one in next.Turns)
            {
                var before = await _stands.BeforeAsync(one, cancel);
                fold.Add(one.Turn, before);
                _stands.Keep(one.Name, before.After(one.Turn));
            }

            return await figures.AddAsync(fold.Sums, next.Last, version, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
