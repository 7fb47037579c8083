using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;

namespace Bot.Storage.Postgres;

/// <summary>How delivery events reach their rows, in groups: one round trip and one transaction, however many hosts hear of the same message.</summary>
internal sealed class PostgresDeliveries : IAsyncDisposable
{
    private static readonly BatchLimits Limits = new(Concurrency: 1, Size: 64);

    private readonly PostgresLink _link;
    private readonly RowSealer _sealer;
    private readonly CommitBatcher<IReadOnlyList<EarlyStatus>, bool> _batcher;

    public PostgresDeliveries(PostgresLink link, RowSealer sealer) => (_link, _sealer, _batcher) = (link, sealer, new(Limits, _ => [], WriteAsync));

    /// <summary>Moves rows up, and keeps the events aside whose row is not known yet.</summary>
    public Task ApplyAsync(IReadOnlyList<StatusChanged> changes, CancellationToken cancel) =>
        changes.Count == 0 ? Task.CompletedTask : _batcher.WriteAsync([.. changes.Select(change => EarlyStatus.From(change, _sealer))], cancel);

    public ValueTask DisposeAsync() => _batcher.DisposeAsync();

    private async Task<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<IReadOnlyList<EarlyStatus>> writes)
    {
        var events = writes.SelectMany(write => write).ToList();
        var ids = events.SelectMany(one => new[] { one.ProviderId, one.OtherId, one.Reference }).Where(id => id.Length > 0).ToArray();
        var priced = events.FindAll(one => one.Price is not null);
        ColumnStep[] steps = priced.Count > 0 ? [DeliverySql.Apply(events), PriceColumns.Add(priced)] : [DeliverySql.Apply(events)];
        await _link.RunLockedAsync(PostgresLocks.Of([], ids), steps, _ => true, repeatable: true).ConfigureAwait(false);
        return [.. writes.Select(_ => true)];
    }
}
