using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>Changes of our own records, all or none.</summary>
internal sealed class RecordsWrite
{
    private readonly List<Change> _changes = [];

    /// <exception cref="ArgumentException">A removal without the version it was decided from.</exception>
    public RecordsWrite(IReadOnlyList<RecordChange> changes, DateTimeOffset at, RowSealer sealer)
    {
        foreach (var change in changes) _changes.Add(Of(change, at, sealer));
    }

    /// <summary>Whether each finds the version that it expects.</summary>
    public bool Stands(LiteSession session)
    {
        var versions = new Dictionary<(string Kind, string Key), long>();
        foreach (var change in _changes)
        {
            var place = (change.Kind, change.Key);
            if (!versions.TryGetValue(place, out var version))
                version = session.Find(LiteTable.Records, change.Kind, change.Key)?.Number("version") ?? 0;
            if (version != change.Expected) return false;
            versions[place] = change.Row is null ? 0 : version + 1;
        }

        return true;
    }

    public void Write(LiteSession session)
    {
        foreach (var change in _changes)
        {
            var lookups = session.By(LiteTable.Lookups, "of", LiteTable.Join(change.Kind, change.Key));
            if (change.Row is null)
            {
                session.Delete(LiteTable.Records, change.Kind, change.Key);
                session.Delete(LiteTable.Lookups, lookups);
                continue;
            }

            session.Put(LiteTable.Records, change.Row);
            if (change.Lookups is null)
            {
                foreach (var lookup in lookups)
                {
                    lookup["changed_at"] = change.Row["changed_at"];
                    session.Update(LiteTable.Lookups, lookup);
                }

                continue;
            }

            session.Delete(LiteTable.Lookups, lookups);
            foreach (var lookup in change.Lookups) session.Put(LiteTable.Lookups, lookup);
        }
    }

    private static Change Of(RecordChange change, DateTimeOffset at, RowSealer sealer)
    {
        var (kind, key) = (change.Kind, sealer.Names.Key(change.Kind, change.Key));
        if (change.Body is null)
        {
            if (change.ExpectedVersion == 0) throw new ArgumentException($"Removing the {kind} record {change.Key} needs the version it was decided from.", nameof(change));
            return new(kind, key, change.ExpectedVersion, null, null);
        }

        var row = new BsonDocument
        {
            ["kind"] = kind,
            ["key"] = key,
            ["version"] = change.ExpectedVersion + 1,
            ["body"] = RecordSql.Body(change, key, sealer),
            ["changed_at"] = Fields.Of(at),
        };
        return new(kind, key, change.ExpectedVersion, row, change.Lookup?.Select(lookup => new BsonDocument
        {
            ["kind"] = kind,
            ["name"] = lookup.Key,
            ["value"] = sealer.Names.Lookup(kind, lookup.Key, lookup.Value),
            ["key"] = key,
            ["changed_at"] = Fields.Of(at),
        }).ToList());
    }

    /// <param name="Row">Null removes it.</param>
    /// <param name="Lookups">Null leaves those there are.</param>
    private sealed record Change(string Kind, string Key, long Expected, BsonDocument? Row, List<BsonDocument>? Lookups);
}
