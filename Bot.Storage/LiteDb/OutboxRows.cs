using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>Rows of the outbox: queued by a turn, claimed under a lease, settled.</summary>
/// <remarks>Of a conversation's stream only the first unfinished row has a <c>due_at</c>, as in <see cref="OutboxSql"/>.</remarks>
internal static class OutboxRows
{
    /// <summary>A row that is not queued yet: without its place in the stream.</summary>
    public static BsonDocument Pending(NewOutboxRow row, TurnCommit commit, RowSealer sealer) =>
        Fill(row, commit.Conversation, commit.Facts, commit.Session.Language, commit.At, commit.Cause, sealer);

    /// <summary>The same for a message that no turn asked for.</summary>
    public static BsonDocument Pending(NewMessage message, OutboxEntry entry, RowSealer sealer) =>
        Fill(message, entry.Conversation, entry.Facts, OutboxEntrySql.Language, entry.At, "", sealer);

    /// <summary>A message that its owner sends at once, in a stream of its own.</summary>
    public static BsonDocument Begun(NewMessage message, OutboxEntry entry, string owner, DateTimeOffset until, RowSealer sealer)
    {
        var row = Pending(message, entry, sealer);
        (row["stream"], row["seq"], row["state"], row["attempts"]) = (OutboxEntrySql.AtOnce, 1L, Words.Begun, 1L);
        (row["due_at"], row["lease_owner"]) = (Fields.Of(until), owner);
        return row;
    }

    /// <summary>Puts a row behind the last one of its stream; it is due at once when nothing unfinished is before it.</summary>
    public static void Queue(LiteWriter writer, BsonDocument row, DateTimeOffset due)
    {
        var last = writer.Open.Last(row.Text("conversation"), row.Text("stream"));
        row["seq"] = (last?.Seq ?? 0) + 1;
        row["due_at"] = last is null ? Fields.Of(due) : BsonValue.Null;
        writer.SetOutbox(row, isNew: true);
    }

    /// <summary>Rows by their id; one, but for a caller that gives two conversations the same.</summary>
    public static List<BsonDocument> Of(LiteSession session, string id) => session.Under(LiteTable.Outbox, int.MaxValue, false, id);

    /// <summary>Takes due rows under a lease. They are still sealed.</summary>
    public static List<ClaimedRow> Claim(LiteWriter writer, string owner, DateTimeOffset now, TimeSpan lease, int limit)
    {
        var claimed = new List<ClaimedRow>();
        foreach (var open in writer.Open.Due(now.ToUnixTimeMilliseconds(), limit))
        {
            var row = writer.Document(open);
            row["recovering"] = row.Text("state") switch { Words.Pending => 0L, Words.Unknown => OutboxSql.WaitedFor, _ => 1L };
            row["attempts"] = row.Number("attempts") + 1;
            (row["state"], row["lease_owner"], row["due_at"]) = (Words.Begun, owner, Fields.Of(now + lease));
            writer.SetOutbox(row);

            var created = row.Time("created_at");
            claimed.Add(new(row.Text("id"), row.Text("channel"), row.Text("language"), Words.Stream(row.Text("stream")), row.Bytes("payload"),
                (int)row.Number("attempts"), (int)row.Number("recovering"), created, row.Number("seq"),
                writer.HeadOf(open.Conversation)?.LastHeard ?? created));
        }

        return claimed;
    }

    /// <summary>The turn that hears a call ends its row, also when it has another owner by then.</summary>
    public static void Hear(LiteWriter writer, string call, string name, DateTimeOffset at, DateTimeOffset due)
    {
        if (writer.Open.Find(call, name) is { } open) Finish(writer, writer.Document(open), Words.Done, null, null, at);
        Promote(writer, name, Words.Of(OutboxStream.Calls), due);
    }

    /// <summary>How rows end or go on that the owner still holds.</summary>
    public static int Settle(LiteWriter writer, string owner, IReadOnlyList<OutboxSettlement> settlements, DateTimeOffset now, RowSealer sealer)
    {
        var held = 0;
        foreach (var settlement in settlements)
        {
            if (writer.Open.HeldBy(owner, settlement.Id) is not { } open) continue;
            held++;
            Settle(writer, writer.Document(open), settlement, now, sealer);
        }

        return held;
    }

    /// <summary>Makes due what another owner had begun; see <see cref="IStore.ReleaseLeasesAsync"/>.</summary>
    public static int Release(LiteWriter writer, string exceptOwner, DateTimeOffset now)
    {
        var released = writer.Open.Leased(now.ToUnixTimeMilliseconds()).FindAll(open => open.Owner is { } owner && owner != exceptOwner);
        foreach (var open in released)
        {
            var row = writer.Document(open);
            row["due_at"] = Fields.Of(now);
            writer.SetOutbox(row);
        }

        return released.Count;
    }

    public static IReadOnlyList<OutboxSummary> Newest(IEnumerable<BsonDocument> rows, int limit, RowSealer sealer) =>
    [
        .. rows.OrderByDescending(row => row.Number("created_at")).ThenByDescending(row => row.Number("seq")).Take(limit).Select(row => new OutboxSummary(
            row.Text("id"), row.Text("stream"), row.Text("kind"), row.Text("state"), row.TextOrNull("delivery"),
            FailureText.Open(row.BytesOrNull("failure"), sealer), (int)row.Number("attempts"), row.TimeOrNull("due_at"), row.Time("created_at"))),
    ];

    private static void Settle(LiteWriter writer, BsonDocument row, OutboxSettlement settlement, DateTimeOffset now, RowSealer sealer)
    {
        switch (settlement)
        {
            case OutboxSettlement.Later later:
                (row["state"], row["due_at"]) = (later.Unknown ? Words.Unknown : Words.Pending, Fields.Of(later.Due));
                (row["failure"], row["lease_owner"]) = (FailureText.Seal(later.Why, sealer), BsonValue.Null);
                writer.SetOutbox(row);
                return;
            case OutboxSettlement.Sent sent:
                var provided = sealer.Names.Id(sent.ProviderId);
                Finish(writer, row, Words.Done, provided, null, sent.At);
                StatusRows.CatchUp(writer, sent.Id, provided);
                break;
            case OutboxSettlement.Finished finished:
                Finish(writer, row, Words.Done, null, null, finished.At);
                break;
            case OutboxSettlement.GivenUp dead:
                Finish(writer, row, Words.Dead, null, FailureText.Seal(dead.Why, sealer), dead.At);
                var (conversation, _) = OutboxSql.AddresseeOf(dead.Id, row.Bytes("payload"), sealer);
                var letter = LetterRows.Row(DeadLetterSql.Of(conversation, row.Text("stream"), dead), sealer);

                // A letter of the pump's own, with the trace, may be there already; it tells more.
                if (!writer.Exists(LiteTable.DeadLetters, letter.Text("conversation"), letter.Text("id"))) writer.Insert(LiteTable.DeadLetters, letter);
                break;
            default:
                throw new ArgumentException($"{settlement.GetType().Name} is no way for an outbox row to go on.", nameof(settlement));
        }

        Promote(writer, row.Text("conversation"), row.Text("stream"), now);
    }

    private static void Finish(LiteWriter writer, BsonDocument row, string state, string? providerId, byte[]? failure, DateTimeOffset at)
    {
        if (row["due_at"].IsNull) return;
        (row["state"], row["finished_at"]) = (state, Fields.Of(at));
        (row["due_at"], row["lease_owner"]) = (BsonValue.Null, BsonValue.Null);
        if (providerId is not null) row["provider_id"] = providerId;
        if (failure is not null) row["failure"] = failure;
        writer.SetOutbox(row);
    }

    /// <summary>Makes the first unfinished row of a stream due, after the one before it has ended.</summary>
    private static void Promote(LiteWriter writer, string name, string stream, DateTimeOffset due)
    {
        if (writer.Open.First(name, stream) is not { Due: null } first) return;
        var row = writer.Document(first);
        row["due_at"] = Fields.Of(due);
        writer.SetOutbox(row);
    }

    private static BsonDocument Fill(NewOutboxRow row, string conversation, ConversationFacts facts, string language, DateTimeOffset at, string cause,
        RowSealer sealer)
    {
        var (stream, kind, contents) = OutboxSql.Contents(row);
        return new()
        {
            ["id"] = row.Id,
            ["conversation"] = sealer.Name(conversation),
            ["stream"] = Words.Of(stream),
            ["kind"] = kind,
            ["state"] = Words.Pending,
            ["channel"] = facts.Channel,
            ["language"] = language,
            ["payload"] = OutboxSql.Payload(row.Id, conversation, facts.Address, cause, contents, sealer),
            ["attempts"] = 0L,
            ["recovering"] = 0L,
            ["created_at"] = Fields.Of(at),
            ["flow"] = OutboxSql.FlowOf(row),
        };
    }
}
