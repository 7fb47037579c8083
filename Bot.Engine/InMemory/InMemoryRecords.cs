using Bot.Engine.Abstractions;

namespace Bot.Engine.InMemory;

/// <summary>Records of a <see cref="InMemoryStore"/>, under its lock.</summary>
internal sealed class InMemoryRecords(TimeProvider clock)
{
    private readonly Dictionary<(string Kind, string Key), Entry> _rows = [];
    private long _order;

    public StoredRecord? Find(string kind, string key) => _rows.GetValueOrDefault((kind, key))?.Record;

    public IReadOnlyList<StoredRecord> LookUp(string kind, string lookup, string value, int limit) =>
        [.. _rows.Values.Where(row => row.Record.Kind == kind
            && row.Lookup.Contains(new(lookup, value))).OrderByDescending(row => row.Order).Take(limit).Select(row => row.Record)];

    /// <summary>All changes or none.</summary>
    public bool Change(IReadOnlyList<RecordChange> changes)
    {
        var versions = new Dictionary<(string, string), long>();
        foreach (var change in changes)
        {
            var key = (change.Kind, change.Key);
            var version = versions.GetValueOrDefault(key, _rows.GetValueOrDefault(key)?.Record.Version ?? 0);
            if (version != change.ExpectedVersion) return false;
            versions[key] = change.Body is null ? 0 : version + 1;
        }
        foreach (var change in changes)
        {
            var key = (change.Kind, change.Key);
            if (change.Body is null)
            {
                _rows.Remove(key);
            }
            else
            {
                _rows[key] = new(new(change.Kind, change.Key, change.ExpectedVersion + 1, change.Body, clock.GetUtcNow()),
                change.Lookup is null ? _rows.GetValueOrDefault(key)?.Lookup ?? [] : [.. change.Lookup], ++_order);
            }
        }
        return true;
    }

    private sealed record Entry(StoredRecord Record, IReadOnlyList<KeyValuePair<string, string>> Lookup, long Order);
}
