using Bot.Engine.Conversations;
using Bot.Engine.Ports;

namespace Bot.Host.Storage.Sql;

/// <summary>What goes out: queued by a turn, claimed under a lease, settled.</summary>
/// <remarks>Two rules hold the order. Only the first unfinished row of a conversation's stream has a <c>due_at</c>, so only it is ever claimed; and only a row with a <c>due_at</c> ends, so the unfinished ones are always the last of their stream.</remarks>
internal sealed class OutboxSql(SqlDialect dialect)
{
    public const string Table = "outbox";

    private static readonly SqlText QueueText = new(
        $"""
        insert into outbox (conversation, id, stream, seq, kind, state, channel, address, language, payload, attempts, recovering, due_at, created_at)
        select @conversation, @id, @stream, coalesce((select max(seq) from outbox where conversation = @conversation and stream = @stream), 0) + 1,
            @kind, '{Words.Pending}', @channel, @address, @language, @payload, 0, 0,
            case when exists (
                select 1 from outbox where conversation = @conversation and stream = @stream and finished_at is null
                    and seq = (select max(seq) from outbox where conversation = @conversation and stream = @stream))
                then null else @due end,
            @created_at
        """);

    private static readonly SqlText PromoteText = new(
        """
        update outbox set due_at = @due where conversation = @conversation and stream = @stream and finished_at is null and due_at is null
            and seq = (select min(seq) from outbox where conversation = @conversation and stream = @stream
                and seq > (select seq from outbox where id = @ended and conversation = @conversation and finished_at is not null))
        """);

    private readonly SqlText _claimText = new(
        $"""
        update outbox set state = '{Words.Begun}', recovering = case when state = '{Words.Pending}' then 0 else 1 end,
            attempts = attempts + 1, lease_owner = @owner, due_at = @until
        where (conversation, stream, seq) in (select conversation, stream, seq from outbox where due_at <= @now order by due_at limit @limit{dialect.SkipLocked})
        returning id, conversation, channel, address, language, stream, payload, attempts, recovering, created_at, seq,
            (select last_heard from sessions where sessions.conversation = outbox.conversation)
        """);

    private static readonly SqlText HeldText = new(
        "select conversation, stream from outbox where id = @id and lease_owner = @owner and finished_at is null");

    private static readonly SqlText FinishText = new(
        """
        update outbox set state = @state, provider_id = coalesce(@provider_id, provider_id), failure = coalesce(@failure, failure),
            finished_at = @at, due_at = null, lease_owner = null
        where id = @id and conversation = @conversation and due_at is not null
        """);

    private static readonly SqlText PostponeText = new(
        "update outbox set state = @state, due_at = @due, failure = @failure, lease_owner = null where id = @id and conversation = @conversation and due_at is not null");

    private static readonly SqlText NextDueText = new("select min(due_at) from outbox where due_at is not null");

    private static readonly SqlText ReleaseText = new(
        $"update outbox set due_at = @now where due_at > @now and state = '{Words.Begun}' and lease_owner <> @owner");

    private static readonly SqlText OpenText = new("select count(*), min(created_at) from outbox where finished_at is null");

    private static readonly SqlText PruneText = new(
        "delete from outbox where (conversation, stream, seq) in (select conversation, stream, seq from outbox where finished_at < @before order by finished_at limit @limit)");

    /// <summary>Puts a row behind the last one of its stream; it is due at once when nothing unfinished is before it.</summary>
    public static SqlStep Queue(NewOutboxRow row, string conversation, ConversationFacts facts, string language, DateTimeOffset at, DateTimeOffset due, Sealer sealer)
    {
        var (stream, kind, payload) = row switch
        {
            NewMessage message => (OutboxStream.Messages, OutboxJson.KindOf(message.Message), OutboxJson.Write(message.Message)),
            NewCall call => (OutboxStream.Calls, call.Request.Operation, CallJson.Write(call.Request)),
            _ => throw new ArgumentException($"{row.GetType().Name} has no place in the outbox.", nameof(row)),
        };
        return QueueText.With(conversation, row.Id, Words.Of(stream), kind, facts.Channel, facts.Address, language, sealer.Seal(Table, row.Id, payload), due, at);
    }

    /// <summary>Makes the row behind one that has ended due.</summary>
    public static SqlStep Promote(string conversation, string stream, string ended, DateTimeOffset due) => PromoteText.With(due, conversation, stream, ended);

    public SqlStep Claim(string owner, DateTimeOffset now, TimeSpan lease, int limit) => _claimText.With(owner, now + lease, now, limit);

    public static (long Seq, OutboxRow Row) ReadClaimed(SqlRow row, Sealer sealer)
    {
        var (id, stream) = (row.Text(0), Words.Stream(row.Text(5)));
        var payload = sealer.Open(Table, id, row.Bytes(6));
        var message = stream == OutboxStream.Messages ? OutboxJson.Read(payload) : null;
        var call = stream == OutboxStream.Calls ? CallJson.Read(payload) : null;
        var created = row.Time(9);
        return (row.Number(10), new(
            id, row.Text(1), row.Text(2), row.Text(3), row.Text(4), stream, message, call, (int)row.Number(7), row.Number(8) != 0,
            created, row.IsNull(11) ? created : row.Time(11)));
    }

    /// <summary>Where a row stands that its owner still holds: conversation and stream.</summary>
    public static SqlStep Held(string owner, string id) => HeldText.With(id, owner);

    public static SqlStep Finish(string conversation, string id, string state, string? providerId, string? failure, DateTimeOffset at) =>
        FinishText.With(state, providerId, failure, at, id, conversation);

    public static SqlStep Postpone(string conversation, OutboxSettlement.Later later) =>
        PostponeText.With(later.Unknown ? Words.Unknown : Words.Pending, later.Due, later.Why, later.Id, conversation);

    public static SqlStep NextDue() => NextDueText.With();

    public static SqlStep Release(string exceptOwner, DateTimeOffset now) => ReleaseText.With(now, exceptOwner);

    public static SqlStep Open() => OpenText.With();

    public static SqlStep Prune(DateTimeOffset before, int limit) => PruneText.With(before, limit);
}
