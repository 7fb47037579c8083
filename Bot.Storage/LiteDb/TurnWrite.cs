using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>A turn as the documents that it writes, made on the caller's thread: JSON and sealing are done before the one writer sees it.</summary>
internal sealed class TurnWrite
{
    private readonly TurnCommit _commit;
    private readonly BsonDocument _turn;
    private readonly BsonDocument _session;
    private readonly RecordsWrite _records;
    private readonly List<BsonDocument> _outbox;
    private readonly BsonDocument? _letter;
    private readonly List<BsonDocument> _aliases;
    private readonly string _name;
    private readonly DateTimeOffset _due;

    public TurnWrite(TurnCommit commit, DateTimeOffset now, RowSealer sealer)
    {
        (_commit, _name) = (commit, sealer.Name(commit.Conversation));
        _turn = TurnRows.Document(TurnRow.Of(commit, _name, sealer));
        _session = SessionRow(commit, _name, now, sealer);
        _aliases = [.. commit.Aliases.Select(alias => AliasRow(alias, commit, now, sealer))];
        _records = new(commit.Records, now, sealer);
        _outbox = [.. commit.Outbox.Select(row => OutboxRows.Pending(row, commit, sealer))];
        _letter = commit.DeadLetter is { } letter ? LetterRows.Row(letter, sealer) : null;

        // A provider's clock may run ahead of ours; nothing waits for it.
        _due = commit.At < now ? commit.At : now;
    }

    /// <summary>Looks first and writes then: what is refused has changed nothing.</summary>
    public CommitResult Write(LiteWriter writer)
    {
        if (TurnRows.Exists(writer, _turn)) return CommitResult.Duplicate;

        var head = writer.HeadOf(_name);
        if ((head?.Version ?? 0) != _commit.ExpectedVersion) return CommitResult.Conflict;
        if (_aliases.Exists(alias => (writer.HeadOf(alias.Text("conversation"))?.Version ?? 0) != alias.Number("version") - 1)) return CommitResult.Conflict;
        if (!_records.Stands(writer)) return CommitResult.RecordConflict;

        writer.AddTurn(_turn);
        if (head is not null) Advance(head);
        writer.SetSession(_session, isNew: head is null);
        foreach (var alias in _aliases) Lead(writer, alias);
        _records.Write(writer);

        if (_commit.FinishedCall is { } call) OutboxRows.Hear(writer, call, _name, _commit.At, _due);
        foreach (var row in _outbox) OutboxRows.Queue(writer, row, _due);
        if (_letter is not null) writer.Put(LiteTable.DeadLetters, _letter);
        return CommitResult.Committed;
    }

    /// <summary>What stands early enough in the index of timers is left as it stands: see <see cref="TimerRows"/>.</summary>
    private void Advance(SessionHead head)
    {
        var wake = _session["wake_at"];
        _session["session_id"] = head.SessionId;
        if (wake.IsNull || (!head.Wake.IsNull && head.Wake.AsInt64 <= wake.AsInt64)) _session["wake_at"] = head.Wake;
    }

    /// <summary>Makes a key lead to this conversation, and what it handled count as handled here.</summary>
    private void Lead(LiteWriter writer, BsonDocument alias)
    {
        writer.SetSession(alias, isNew: alias.Number("version") == 1);
        foreach (var handled in TurnRows.All(writer, alias.Text("conversation")).ToList())
            TurnRows.Mark(writer, TurnRow.Mark(_name, handled.Text("handled"), handled.Time("at")));
    }

    /// <summary>An alias has no session id, so that no list finds it.</summary>
    private static BsonDocument AliasRow(ConversationAlias alias, TurnCommit commit, DateTimeOffset now, RowSealer sealer) => new()
    {
        ["conversation"] = sealer.Name(alias.Conversation),
        ["version"] = alias.ExpectedVersion + 1,
        ["channel"] = commit.Facts.Channel,
        ["last_heard"] = Fields.Of(commit.Facts.LastHeard),
        ["session_id"] = "",
        ["flow"] = "",
        ["state"] = SessionSql.Alias,
        ["body"] = TurnStatements.AliasBody(alias, commit, sealer),
        ["updated_at"] = Fields.Of(now),
    };

    private static BsonDocument SessionRow(TurnCommit commit, string name, DateTimeOffset now, RowSealer sealer)
    {
        var (flow, state) = commit.Session.Top is { } top ? (top.Flow, top.State) : ("", "");
        var (remind, expire, wake) = TimerSql.Armed(commit);
        return new()
        {
            ["conversation"] = name,
            ["version"] = commit.ExpectedVersion + 1,
            ["channel"] = commit.Facts.Channel,
            ["last_heard"] = Fields.Of(commit.Facts.LastHeard),
            ["session_id"] = commit.Session.Id,
            ["flow"] = flow,
            ["state"] = state,
            ["body"] = TurnStatements.Body(commit, sealer),
            ["updated_at"] = Fields.Of(now),
            ["remind_due"] = Fields.Of(remind?.Due),
            ["remind_token"] = remind is null ? BsonValue.Null : (long)remind.Token,
            ["expire_due"] = Fields.Of(expire?.Due),
            ["expire_token"] = expire is null ? BsonValue.Null : (long)expire.Token,
            ["wake_at"] = Fields.Of(wake?.Due),
        };
    }
}
