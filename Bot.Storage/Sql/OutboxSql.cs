using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Serialization;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>The statements of the outbox: rows are queued by a turn, claimed under a lease, settled.</summary>
/// <remarks>
/// Of a conversation's stream only the first unfinished row has a <c>due_at</c>: no other is ever claimed, and the write that ends it gives one to the next.
/// </remarks>
internal sealed class OutboxSql(SqlDialect dialect)
{
    public const string Table = "outbox";

    /// <summary>In <c>recovering</c>: a sign of the row was waited for, and the wait is over.</summary>
    public const int WaitedFor = 2;

    private const string Open = "outbox where conversation = @conversation and stream = @stream and finished_at is null";

    // Values rather than a select: SQLite keeps a copy of every page that an insert from a select touches, for it may be many rows.
    private static readonly SqlText QueueText = new(
        $"""
        insert into outbox (conversation, id, stream, seq, kind, state, channel, language, payload, attempts, recovering, due_at, created_at, flow)
        values (@conversation, @id, @stream, coalesce((select max(seq) from {Open}), 0) + 1,
            @kind, '{Words.Pending}', @channel, @language, @payload, 0, 0,
            case when exists (select 1 from {Open}) then null else @due end, @created_at, @flow)
        """);

    private static readonly SqlText PostText = new($"{QueueText.Text} {OutboxEntrySql.Once}");

    private static readonly SqlText PromoteText = new(
        $"""
        update outbox set due_at = @due where conversation = @conversation and stream = @stream and finished_at is null and due_at is null
            and seq = (select min(seq) from {Open})
        """);

    // Named first, so that it is looked for once: a planner may ask a subquery again for every row, and would lock more each time.
    private readonly SqlText _claimText = new(ClaimOf(dialect, ""));

    private static readonly SqlText HeldText = new("select conversation, stream from outbox where id = @id and lease_owner = @owner and finished_at is null");

    private static readonly SqlText PayloadText = new("select payload from outbox where id = @id");

    private static readonly SqlText FinishText = new(
        """
        update outbox set state = @state, provider_id = coalesce(@provider_id, provider_id), failure = coalesce(@failure, failure),
            finished_at = @at, due_at = null, lease_owner = null
        where id = @id and conversation = @conversation and due_at is not null
        """);

    private static readonly SqlText PostponeText = new(
        "update outbox set state = @state, due_at = @due, failure = @failure, lease_owner = null where id = @id and conversation = @conversation and due_at is not null");

    private static readonly SqlText FinishHeldText = new(
        """
        update outbox set state = @state, provider_id = coalesce(@provider_id, provider_id), failure = coalesce(@failure, failure),
            finished_at = @at, due_at = null, lease_owner = null
        where id = @id and lease_owner = @owner and finished_at is null
        """);

    private static readonly SqlText PostponeHeldText = new(
        "update outbox set state = @state, due_at = @due, failure = @failure, lease_owner = null where id = @id and lease_owner = @owner and finished_at is null");

    private static readonly SqlText NextDueText = new("select min(due_at) from outbox where due_at is not null");

    private static readonly SqlText ReleaseText = new(
        $"update outbox set due_at = @now where due_at > @now and state = '{Words.Begun}' and lease_owner <> @owner");

    private static readonly SqlText WaitingText = new("select count(*), min(created_at) from outbox where finished_at is null");

    private static readonly SqlText PruneText = new(
        "delete from outbox where (id, conversation) in (select id, conversation from outbox where finished_at < @before order by finished_at limit @limit)");

    /// <summary>Puts a row behind the last one of its stream; it is due at once when nothing unfinished is before it.</summary>
    public static SqlStep Queue(NewOutboxRow row, TurnCommit commit, DateTimeOffset due, RowSealer sealer) =>
        Fill(QueueText, row, commit.Conversation, commit.Facts, commit.Session.Language, commit.At, due, commit.Cause, sealer);

    /// <summary>The same for a message that no turn asked for.</summary>
    public static SqlStep Post(NewMessage message, OutboxEntry entry, string language, DateTimeOffset due, RowSealer sealer) =>
        Fill(PostText, message, entry.Conversation, entry.Facts, language, entry.At, due, "", sealer);

    /// <summary>Makes the first unfinished row of a stream due, after the one before it has ended.</summary>
    /// <param name="name">Of the conversation's rows.</param>
    public static SqlStep Promote(string name, string stream, DateTimeOffset due) => PromoteText.With(due, name, stream);

    /// <summary>The statement that claims.</summary>
    /// <param name="which">A further condition, which begins with "and"; empty for every row that is due.</param>
    public static string ClaimOf(SqlDialect dialect, string which) =>
        $"""
        with due as (select id, conversation from outbox where due_at <= @now{which} order by due_at limit @limit{dialect.SkipLocked})
        update outbox set state = '{Words.Begun}', recovering = case state when '{Words.Pending}' then 0 when '{Words.Unknown}' then {WaitedFor} else 1 end,
            attempts = attempts + 1, lease_owner = @owner, due_at = @until
        where (id, conversation) in (select id, conversation from due)
        returning id, channel, language, stream, payload, attempts, recovering, created_at, seq,
            (select last_heard from sessions where sessions.conversation = outbox.conversation)
        """;

    public SqlStep Claim(string owner, DateTimeOffset now, TimeSpan lease, int limit) => _claimText.With(now, limit, owner, now + lease);

    public static (long Seq, OutboxRow Row) ReadClaimed(SqlRow row, RowSealer sealer) => CopyClaimed(row).Open(sealer);

    /// <summary>A claimed row as it lies, to be opened where no caller waits for the connection.</summary>
    public static ClaimedRow CopyClaimed(SqlRow row)
    {
        var created = row.Time(7);
        return new(
            row.Text(0), row.Text(1), row.Text(2), Words.Stream(row.Text(3)), row.Bytes(4).ToArray(),
            (int)row.Number(5), (int)row.Number(6), created, row.Number(8), row.IsNull(9) ? created : row.Time(9));
    }

    /// <summary>Where a row stands that its owner still holds: name of the conversation, stream.</summary>
    public static SqlStep Held(string owner, string id) => HeldText.With(id, owner);

    public static SqlStep PayloadOf(string id) => PayloadText.With(id);

    /// <param name="name">Of the conversation's rows.</param>
    public static SqlStep Finish(string name, string id, string state, string? providerId, byte[]? failure, DateTimeOffset at) =>
        FinishText.With(state, providerId, failure, at, id, name);

    /// <param name="name">Of the conversation's rows.</param>
    public static SqlStep Postpone(string name, OutboxSettlement.Later later, RowSealer sealer) =>
        PostponeText.With(later.Unknown ? Words.Unknown : Words.Pending, later.Due, FailureText.Seal(later.Why, sealer), later.Id, name);

    /// <summary>Ends a row that its owner still holds.</summary>
    public static SqlStep FinishHeld(string owner, string id, string state, string? providerId, byte[]? failure, DateTimeOffset at) =>
        FinishHeldText.With(state, providerId, failure, at, id, owner);

    /// <summary>Puts off a row that its owner still holds.</summary>
    public static SqlStep PostponeHeld(string owner, OutboxSettlement.Later later, RowSealer sealer) =>
        PostponeHeldText.With(later.Unknown ? Words.Unknown : Words.Pending, later.Due, FailureText.Seal(later.Why, sealer), later.Id, owner);

    public static SqlStep NextDue() => NextDueText.With();

    public static SqlStep Release(string exceptOwner, DateTimeOffset now) => ReleaseText.With(now, exceptOwner);

    public static SqlStep Waiting() => WaitingText.With();

    public static SqlStep Prune(DateTimeOffset before, int limit) => PruneText.With(before, limit);

    /// <summary>What a row holds besides where it goes: its stream, its kind and its contents, not sealed yet.</summary>
    public static (OutboxStream Stream, string Kind, byte[] Payload) Contents(NewOutboxRow row) => row switch
    {
        NewMessage message => (OutboxStream.Messages, OutboxJson.KindOf(message.Message), OutboxJson.Write(message.Message)),
        NewCall call => (OutboxStream.Calls, call.Request.Operation, CallJson.Write(call.Request)),
        _ => throw new ArgumentException($"{row.GetType().Name} has no place in the outbox.", nameof(row)),
    };

    /// <summary>See <see cref="NewMessage.Flow"/>; empty for calls.</summary>
    public static string FlowOf(NewOutboxRow row) => row is NewMessage message ? message.Flow : "";

    private static SqlStep Fill(SqlText sql, NewOutboxRow row, string conversation, ConversationFacts facts, string language, DateTimeOffset at,
        DateTimeOffset due, string cause, RowSealer sealer)
    {
        var (stream, kind, payload) = Contents(row);
        return sql.With(sealer.Name(conversation), row.Id, Words.Of(stream), kind, facts.Channel, language,
            Payload(row.Id, conversation, facts.Address, cause, payload, sealer), due, at, FlowOf(row));
    }

    /// <summary>A row's contents as they are kept: behind the conversation, the address and the cause, which may be a provider's id.</summary>
    public static byte[] Payload(string id, string conversation, string address, string cause, byte[] contents, RowSealer sealer) =>
        sealer.Seal(Table, id, contents, conversation, address, cause);

    /// <summary>Whom a row is for.</summary>
    public static (string Conversation, string Address) AddresseeOf(string id, ReadOnlySpan<byte> payload, RowSealer sealer)
    {
        ReadOnlySpan<byte> plain = sealer.Open(Table, id, payload);
        return (RowSealer.Take(ref plain), RowSealer.Take(ref plain));
    }
}

/// <summary>A claimed row with its payload still sealed.</summary>
internal sealed record ClaimedRow(
    string Id, string Channel, string Language, OutboxStream Stream, byte[] Payload,
    int Attempts, int Recovering, DateTimeOffset CreatedAt, long Seq, DateTimeOffset LastHeard)
{
    public (long Seq, OutboxRow Row) Open(RowSealer sealer)
    {
        ReadOnlySpan<byte> payload = sealer.Open(OutboxSql.Table, Id, Payload);
        var (conversation, address, cause) = (RowSealer.Take(ref payload), RowSealer.Take(ref payload), RowSealer.Take(ref payload));
        var message = Stream == OutboxStream.Messages ? OutboxJson.Read(payload) : null;
        var call = Stream == OutboxStream.Calls ? CallJson.Read(payload.ToArray()) : null;
        return (Seq, new(
            Id, conversation, Channel, address, Language, Stream, message, call, Attempts, Recovering != 0, CreatedAt,
            LastHeard, cause, Recovering == OutboxSql.WaitedFor));
    }
}
