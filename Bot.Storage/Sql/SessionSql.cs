using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Serialization;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>Sessions with their timers, and handled ids.</summary>
internal static class SessionSql
{
    public const string Table = "sessions";

    private static readonly SqlText LoadText = new(
        "select version, channel, address, name, last_heard, body from sessions where conversation = @conversation");

    private const string Line = "select conversation, version, session_id, channel, address, name, flow, state, last_heard, updated_at from sessions";

    private static readonly SqlText ListText = new($"{Line} where session_id > @after order by session_id limit @limit");

    // A range of the primary key, so that no index is needed for it.
    private static readonly SqlText NewestText = new("select conversation from sessions where conversation >= @from and conversation < @to order by updated_at desc limit 1");

    private static readonly SqlText FindText = new($"{Line} where session_id = @session_id limit 1");

    private static readonly SqlText HandledText = new(
        "insert into handled (conversation, id, at) values (@conversation, @id, @at) on conflict (conversation, id) do nothing");

    private static readonly SqlText BeginText = new(
        """
        insert into sessions (conversation, version, channel, address, name, last_heard, session_id, flow, state, body, updated_at,
            remind_due, remind_token, expire_due, expire_token, wake_at)
        values (@conversation, 1, @channel, @address, @name, @last_heard, @session_id, @flow, @state, @body, @updated_at,
            @remind_due, @remind_token, @expire_due, @expire_token, @wake_at)
        on conflict (conversation) do nothing
        """);

    // A conversation keeps its session id; leaving it out leaves the index of session ids alone.
    private const string Advance =
        """
        update sessions set version = version + 1, channel = @channel, address = @address, name = @name, last_heard = @last_heard,
            flow = @flow, state = @state, body = @body, updated_at = @updated_at,
            remind_due = @remind_due, remind_token = @remind_token, expire_due = @expire_due, expire_token = @expire_token
        """;

    // What stands early enough is left as it stands: see TimerSql.
    private const string Stands = "(wake_at <= @wake_at or @wake_at is null)";

    private static readonly SqlText AdvanceText = new(
        $"{Advance}, wake_at = case when {Stands} then wake_at else @wake_at end where conversation = @conversation and version = @expected");

    // SQLite writes the index of every column that an update names, be the value the same.
    private static readonly SqlText AdvanceOnlyText = new($"{Advance} where {Stands} and conversation = @conversation and version = @expected");

    private static readonly SqlText PruneText = new(
        "delete from handled where (conversation, id) in (select conversation, id from handled where at < @before order by at limit @limit)");

    public static SqlStep Load(string conversation) => LoadText.With(conversation);

    public static StoredConversation ReadConversation(SqlRow row, string conversation, Sealer sealer) =>
        new(conversation, row.Number(0), SessionJson.Read(sealer.Open(Table, conversation, row.Bytes(5))),
            new(row.Text(1), row.Text(2), row.Text(3), row.Time(4)));

    public static SqlStep List(string after, int limit) => ListText.With(after, limit);

    public static SqlStep Find(string sessionId) => FindText.With(sessionId);

    /// <summary>The conversation under a prefix that moved last. The prefix ends with a colon, and a semicolon is what comes after it.</summary>
    public static SqlStep Newest(string prefix) => NewestText.With(prefix, $"{prefix[..^1]};");

    public static ConversationLine ReadLine(SqlRow row) =>
        new(row.Text(0), row.Number(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.Text(7), row.Time(8), row.Time(9));

    public static SqlStep Handled(string conversation, string id, DateTimeOffset at) => HandledText.With(conversation, id, at);

    public static SqlStep Write(TurnCommit commit, byte[] body, DateTimeOffset now)
    {
        var (facts, session) = (commit.Facts, commit.Session);
        var (flow, state) = session.Top is { } top ? (top.Flow, top.State) : ("", "");
        var (remind, expire, wake) = TimerSql.Armed(commit);
        return commit.ExpectedVersion == 0
            ? BeginText.With(
                commit.Conversation, facts.Channel, facts.Address, facts.Name, facts.LastHeard, session.Id, flow, state, body, now,
                Due(remind), Token(remind), Due(expire), Token(expire), Due(wake))
            : AdvanceText.With(
                facts.Channel, facts.Address, facts.Name, facts.LastHeard, flow, state, body, now,
                Due(remind), Token(remind), Due(expire), Token(expire), Due(wake), commit.Conversation, commit.ExpectedVersion).Or(AdvanceOnlyText);
    }

    public static SqlStep Prune(DateTimeOffset before, int limit) => PruneText.With(before, limit);

    private static SqlValue Due(TimerRequest? timer) => timer is null ? SqlValue.Null : timer.Due;

    private static SqlValue Token(TimerRequest? timer) => timer is null ? SqlValue.Null : timer.Token;
}
