using LiteDB;
using LiteDB.Engine;

namespace Bot.Storage.LiteDb;

/// <summary>
/// The session of the one thread that writes, with what it knows of the rows that every turn asks for. It is true as long as nothing else writes: a write that
/// was taken back is followed by <see cref="Reload"/>.
/// </summary>
internal sealed class LiteWriter : LiteSession
{
    /// <summary>Sessions whose heads are kept: some 20 MB.</summary>
    private const int KeptHeads = 65_536;

    private readonly Dictionary<string, SessionHead> _heads = new(StringComparer.Ordinal);
    private readonly HashSet<string> _early = new(StringComparer.Ordinal);

    public LiteWriter(ILiteEngine engine)
        : base(engine) => Reload();

    /// <summary>The number of the newest row of the turn log; a log that was emptied counts from 1 again when it is opened.</summary>
    public long LastTurn { get; private set; }

    /// <summary>Outbox rows that have not ended.</summary>
    public OpenRows Open { get; } = new();

    /// <summary>Reads anew what is kept in memory.</summary>
    public void Reload()
    {
        _heads.Clear();
        Open.Clear();
        ReloadEarly();
        LastTurn = By(LiteTable.Turns, "seq", 0L, long.MaxValue, 1, backwards: true) is [var last] ? last.Number("seq") : 0;
        foreach (var row in By(LiteTable.Outbox, "open", "", Last, int.MaxValue)) Open.Set(row);
    }

    /// <summary>Reads anew for which ids delivery events wait.</summary>
    public void ReloadEarly()
    {
        _early.Clear();
        foreach (var row in By(LiteTable.EarlyStatuses, "at", 0L, long.MaxValue, int.MaxValue)) KeepEarly(row);
    }

    /// <summary>What the next turn asks of a session; null before its first.</summary>
    public SessionHead? HeadOf(string name)
    {
        if (_heads.TryGetValue(name, out var known)) return known;
        return Find(LiteTable.Sessions, name) is { } row ? Keep(row) : null;
    }

    /// <summary>Writes a session, and keeps its head.</summary>
    public void SetSession(BsonDocument row, bool isNew)
    {
        if (isNew) Insert(LiteTable.Sessions, row);
        else Update(LiteTable.Sessions, row);
        Keep(row);
    }

    /// <summary>Appends a row to the turn log.</summary>
    public void AddTurn(BsonDocument row)
    {
        row["seq"] = ++LastTurn;
        Insert(LiteTable.Turns, row);
    }

    /// <summary>The document of a row that has not ended.</summary>
    public BsonDocument Document(OpenRow row) => row.Row ?? Find(LiteTable.Outbox, row.Key)!;

    /// <summary>Writes a row of the outbox, and what is known of it.</summary>
    public void SetOutbox(BsonDocument row, bool isNew = false)
    {
        if (isNew) Insert(LiteTable.Outbox, row);
        else Update(LiteTable.Outbox, row);
        Open.Set(row);
    }

    /// <summary>Whether a delivery event may wait for one of these ids; mostly none does.</summary>
    public bool MayBeEarly(string id, string provided) => _early.Contains(id) || _early.Contains(provided);

    public void AddEarly(BsonDocument row)
    {
        Insert(LiteTable.EarlyStatuses, row);
        KeepEarly(row);
    }

    private void KeepEarly(BsonDocument row)
    {
        foreach (var column in new[] { "provider_id", "other_id", "reference" })
        {
            if (row.Text(column) is { Length: > 0 } id)
                _early.Add(id);
        }
    }

    private SessionHead Keep(BsonDocument row)
    {
        if (_heads.Count >= KeptHeads) _heads.Clear();
        return _heads[row.Text("conversation")] = new(row.Number("version"), row.Text("session_id"), row["wake_at"], row.Time("last_heard"));
    }
}

/// <param name="Wake">Where it stands in the index of timers.</param>
internal sealed record SessionHead(long Version, string SessionId, BsonValue Wake, DateTimeOffset LastHeard);
