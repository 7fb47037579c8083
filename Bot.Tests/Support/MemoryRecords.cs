using Bot.Engine.Abstractions;

namespace Bot.Tests.Support;

/// <summary>Records with versions in memory, as a store keeps them: all changes or none, one at a time. Can be told to break.</summary>
public sealed class MemoryRecords(TimeProvider clock) : IRecordStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Kind, string Key), Row> _rows = [];
    private long _order;

    /// <summary>Asked before each change; what it throws is thrown, and nothing is changed.</summary>
    public Action<IReadOnlyList<RecordChange>>? Before { get; set; }

    /// <summary>Everything of a kind, oldest change first.</summary>
    public IReadOnlyList<StoredRecord> All(string kind)
    {
        lock (_gate) return [.. _rows.Values.Where(row => row.Record.Kind == kind).OrderBy(row => row.Order).Select(row => row.Record)];
    }

    public async Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel)
    {
        await Task.Yield();
        lock (_gate) return _rows.GetValueOrDefault((kind, key))?.Record;
    }

    public async Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel)
    {
        await Task.Yield();
        lock (_gate)
        {
            return [.. _rows.Values.Where(row => row.Record.Kind == kind
                && row.Lookup.Contains(new(lookup, value))).OrderByDescending(row => row.Order).Take(limit).Select(row => row.Record)];
        }
    }

    public async Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel)
    {
        await Task.Yield();
        lock (_gate)
        {
            Before?.Invoke(changes);
            if (changes.Any(change => (_rows.GetValueOrDefault((change.Kind, change.Key))?.Record.Version ?? 0) != change.ExpectedVersion)) return false;

            foreach (var change in changes)
            {
                if (change.Body is null)
                {
                    _rows.Remove((change.Kind, change.Key));
                }
                else
                {
                    _rows[(change.Kind, change.Key)] = new(new(change.Kind, change.Key, change.ExpectedVersion + 1, change.Body, clock.GetUtcNow()),
                    [.. change.Lookup ?? []], ++_order);
                }
            }
            return true;
        }
    }

    private sealed record Row(StoredRecord Record, IReadOnlyList<KeyValuePair<string, string>> Lookup, long Order);
}
