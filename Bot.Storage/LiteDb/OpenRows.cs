using Bot.Storage.Sql;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>
/// The outbox rows that have not ended, in the memory of the one writer: asked by stream, by id and by when they are due without a question to LiteDB, which
/// costs more than the write. Made anew from the file when the writer begins, and after a write that was taken back.
/// </summary>
/// <remarks>Changed by the writer alone; others may ask how many there are and when the next one is due.</remarks>
internal sealed class OpenRows
{
    /// <summary>Rows whose documents are kept: a claim follows soon. Some 10 MB; a longer queue is read again.</summary>
    private const int Kept = 5_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, OpenRow> _byId = new(StringComparer.Ordinal);

    /// <summary>One each, but for a caller that gives two conversations the same.</summary>
    private readonly Dictionary<string, List<OpenRow>> _ids = new(StringComparer.Ordinal);

    private readonly Dictionary<(string Conversation, string Stream), SortedList<(long Seq, string Key), OpenRow>> _streams = [];
    private readonly SortedSet<OpenRow> _due = new(Comparer<OpenRow>.Create((a, b) =>
        (a.Due!.Value, a.Created, a.Seq).CompareTo((b.Due!.Value, b.Created, b.Seq)) is not 0 and var order ? order : string.CompareOrdinal(a.Key, b.Key)));

    private static readonly Comparer<(long Seq, string Key)> InStream = Comparer<(long Seq, string Key)>.Create((a, b) =>
        a.Seq.CompareTo(b.Seq) is not 0 and var order ? order : string.CompareOrdinal(a.Key, b.Key));

    /// <summary>How many there are, and when the oldest was queued.</summary>
    public (long Open, DateTimeOffset? Oldest) Waiting()
    {
        lock (_gate)
            return (_byId.Count, _byId.Count == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(_byId.Values.Min(row => row.Created)));
    }

    public DateTimeOffset? NextDue()
    {
        lock (_gate) return _due.Min is { Due: { } due } ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null;
    }

    /// <summary>Rows that are due by a time, the longest due first.</summary>
    public List<OpenRow> Due(long now, int limit) => [.. _due.TakeWhile(row => row.Due <= now).Take(limit)];

    /// <summary>Rows under a lease that ends later.</summary>
    public List<OpenRow> Leased(long now) => [.. _due.Where(row => row.Due > now)];

    public OpenRow? Find(string id, string conversation) => _byId.GetValueOrDefault(LiteTable.Join(id, conversation));

    /// <summary>The row of an id that an owner holds.</summary>
    public OpenRow? HeldBy(string owner, string id) => _ids.TryGetValue(id, out var rows) ? rows.Find(row => row.Owner == owner) : null;

    public OpenRow? First(string conversation, string stream) => _streams.TryGetValue((conversation, stream), out var rows) ? rows.Values[0] : null;

    public OpenRow? Last(string conversation, string stream) => _streams.TryGetValue((conversation, stream), out var rows) ? rows.Values[^1] : null;

    /// <summary>Takes a document as it stands now; one that has ended goes.</summary>
    public void Set(BsonDocument row)
    {
        var key = row["_id"].AsString;
        lock (_gate)
        {
            if (_byId.Remove(key, out var before)) Take(before);
            if (!row["finished_at"].IsNull) return;

            var open = new OpenRow(key, row.Text("id"), row.Text("conversation"), row.Text("stream"), row.Number("seq"), row.Number("created_at"))
            {
                Due = row["due_at"].IsNull ? null : row.Number("due_at"),
                Owner = row.Text("state") == Words.Begun ? row.TextOrNull("lease_owner") : null,
                Row = _byId.Count < Kept ? row : null,
            };
            _byId[key] = open;
            if (!_ids.TryGetValue(open.Id, out var same)) _ids[open.Id] = same = [];
            same.Add(open);
            if (open.Due is not null) _due.Add(open);
            if (!_streams.TryGetValue((open.Conversation, open.Stream), out var rows)) _streams[(open.Conversation, open.Stream)] = rows = new(InStream);
            rows[(open.Seq, open.Key)] = open;
        }
    }

    /// <summary>Documents were changed beside: they are read again.</summary>
    public void ForgetDocuments()
    {
        foreach (var row in _byId.Values) row.Row = null;
    }

    public void Clear()
    {
        lock (_gate)
        {
            _byId.Clear();
            _ids.Clear();
            _streams.Clear();
            _due.Clear();
        }
    }

    private void Take(OpenRow row)
    {
        if (row.Due is not null) _due.Remove(row);
        if (_ids[row.Id] is [_]) _ids.Remove(row.Id);
        else _ids[row.Id].Remove(row);
        var rows = _streams[(row.Conversation, row.Stream)];
        rows.Remove((row.Seq, row.Key));
        if (rows.Count == 0) _streams.Remove((row.Conversation, row.Stream));
    }
}

/// <summary>A row that has not ended.</summary>
/// <param name="Key">Of its document.</param>
/// <param name="Created">Unix milliseconds.</param>
internal sealed record OpenRow(string Key, string Id, string Conversation, string Stream, long Seq, long Created)
{
    /// <summary>Unix milliseconds; null for one that waits behind another.</summary>
    public long? Due { get; init; }

    /// <summary>Who is at it; null for none.</summary>
    public string? Owner { get; init; }

    /// <summary>Null where it is read again.</summary>
    public BsonDocument? Row { get; set; }
}
