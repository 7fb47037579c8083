using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Serialization;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>Sessions with their timers.</summary>
internal static class SessionSql
{
    public const string Table = "sessions";

    /// <summary>In <c>state</c>, of no flow: the row leads to another conversation.</summary>
    public const string Alias = "alias";

    private static readonly SqlText LoadText = new(
        "select version, channel, last_heard, body from sessions where conversation = @conversation");

    private const string Line = "select conversation, version, session_id, channel, flow, state, last_heard, updated_at, body from sessions";

    private static readonly SqlText ListText = new($"{Line} where session_id > @after order by session_id limit @limit");

    // A range of the primary key, so that no index is needed for it.
    private static readonly SqlText NewestText = new("select conversation, body from sessions where conversation >= @from and conversation < @to order by updated_at desc limit 1");

    private static readonly SqlText FindText = new($"{Line} where session_id = @session_id limit 1");

    private static readonly SqlText BeginText = new(
        """
        insert into sessions (conversation, version, channel, last_heard, session_id, flow, state, body, updated_at,
            remind_due, remind_token, expire_due, expire_token, wake_at)
        values (@conversation, 1, @channel, @last_heard, @session_id, @flow, @state, @body, @updated_at,
            @remind_due, @remind_token, @expire_due, @expire_token, @wake_at)
        on conflict (conversation) do nothing
        """);

    // A conversation keeps its session id; leaving it out leaves the index of session ids alone.
    private const string Advance =
        """
        update sessions set version = version + 1, channel = @channel, last_heard = @last_heard,
            flow = @flow, state = @state, body = @body, updated_at = @updated_at,
            remind_due = @remind_due, remind_token = @remind_token, expire_due = @expire_due, expire_token = @expire_token
        """;

    // What stands early enough is left as it stands: see TimerSql.
    private const string Stands = "(wake_at <= @wake_at or @wake_at is null)";

    private static readonly SqlText AdvanceText = new(
        $"{Advance}, wake_at = case when {Stands} then wake_at else @wake_at end where conversation = @conversation and version = @expected");

    // SQLite writes the index of every column that an update names, be the value the same.
    private static readonly SqlText AdvanceOnlyText = new($"{Advance} where {Stands} and conversation = @conversation and version = @expected");

    // An alias has no session id, so that no list finds it.
    private static readonly SqlText BeginAliasText = new(
        $"""
        insert into sessions (conversation, version, channel, last_heard, session_id, flow, state, body, updated_at)
        values (@conversation, 1, @channel, @last_heard, '', '', '{Alias}', @body, @updated_at) on conflict (conversation) do nothing
        """);

    private static readonly SqlText BecomeAliasText = new(
        $"""
        update sessions set version = version + 1, channel = @channel, last_heard = @last_heard, session_id = '', flow = '', state = '{Alias}', body = @body,
            updated_at = @updated_at, remind_due = null, remind_token = null, expire_due = null, expire_token = null, wake_at = null
        where conversation = @conversation and version = @expected
        """);

    public static SqlStep Load(string conversation, RowSealer sealer) => LoadNamed(sealer.Name(conversation));

    /// <param name="name">Of the conversation's rows.</param>
    public static SqlStep LoadNamed(string name) => LoadText.With(name);

    public static StoredConversation ReadConversation(SqlRow row, string conversation, RowSealer sealer) =>
        Opened(conversation, row.Number(0), row.Text(1), row.Time(2), row.Bytes(3), sealer);

    /// <summary>A conversation of a row's columns.</summary>
    public static StoredConversation Opened(string conversation, long version, string channel, DateTimeOffset lastHeard, ReadOnlySpan<byte> sealedBody,
        RowSealer sealer)
    {
        var (person, body) = Open(sealer.Name(conversation), sealedBody, sealer);
        return new(conversation, version, SessionJson.Read(body), new(channel, person.Address, person.Name, lastHeard));
    }

    /// <summary>Whose session it is, for those who look at many: one that does not open is told by its row's name.</summary>
    public static SessionPerson PersonOf(string name, ReadOnlySpan<byte> body, RowSealer sealer)
    {
        try
        {
            return Open(name, body, sealer).Person;
        }
        catch (InvalidDataException)
        {
            return new(name, "", "");
        }
    }

    public static SqlStep List(string after, int limit) => ListText.With(after, limit);

    public static SqlStep Find(string sessionId) => FindText.With(sessionId);

    /// <summary>The conversation under a prefix that moved last. The prefix ends with a colon, and a semicolon is what comes after it.</summary>
    public static SqlStep Newest(string prefix, RowSealer sealer)
    {
        var name = sealer.Names.Prefix(prefix);
        return NewestText.With(name, $"{name[..^1]};");
    }

    public static string ReadNewest(SqlRow row, RowSealer sealer) => PersonOf(row.Text(0), row.Bytes(1), sealer).Conversation;

    public static ConversationLine ReadLine(SqlRow row, RowSealer sealer)
    {
        var person = PersonOf(row.Text(0), row.Bytes(8), sealer);
        return new(
            person.Conversation, row.Number(1), row.Text(2), row.Text(3), person.Address, person.Name, row.Text(4), row.Text(5), row.Time(6), row.Time(7));
    }

    /// <param name="name">Of the conversation's rows.</param>
    public static SqlStep Write(TurnCommit commit, string name, byte[] body, DateTimeOffset now)
    {
        var (facts, session) = (commit.Facts, commit.Session);
        var (flow, state) = session.Top is { } top ? (top.Flow, top.State) : ("", "");
        var (remind, expire, wake) = TimerSql.Armed(commit);
        return commit.ExpectedVersion == 0
            ? BeginText.With(
                name, facts.Channel, facts.LastHeard, session.Id, flow, state, body, now,
                Due(remind), Token(remind), Due(expire), Token(expire), Due(wake))
            : AdvanceText.With(
                facts.Channel, facts.LastHeard, flow, state, body, now,
                Due(remind), Token(remind), Due(expire), Token(expire), Due(wake), name, commit.ExpectedVersion).Or(AdvanceOnlyText);
    }

    /// <summary>Makes a key lead to the conversation of a commit.</summary>
    /// <param name="name">Of the alias.</param>
    /// <param name="to">Name of the conversation's rows.</param>
    public static IEnumerable<SqlStep> Write(ConversationAlias alias, ConversationFacts facts, string name, string to, byte[] body, DateTimeOffset now)
    {
        if (alias.ExpectedVersion == 0)
        {
            yield return BeginAliasText.With(name, facts.Channel, facts.LastHeard, body, now).Else(CommitResult.Conflict);
            yield break;
        }

        yield return BecomeAliasText.With(facts.Channel, facts.LastHeard, body, now, name, alias.ExpectedVersion).Else(CommitResult.Conflict);
        yield return TurnLogSql.Take(to, name);
    }

    private static (SessionPerson Person, byte[] Body) Open(string name, ReadOnlySpan<byte> sealedBytes, RowSealer sealer)
    {
        ReadOnlySpan<byte> plain = sealer.Open(Table, name, sealedBytes);
        var person = new SessionPerson(RowSealer.Take(ref plain), RowSealer.Take(ref plain), RowSealer.Take(ref plain));
        return (person, plain.ToArray());
    }

    private static SqlValue Due(TimerRequest? timer) => timer is null ? SqlValue.Null : timer.Due;

    private static SqlValue Token(TimerRequest? timer) => timer is null ? SqlValue.Null : timer.Token;
}

/// <summary>Whose a session is, as its sealed body tells.</summary>
internal readonly record struct SessionPerson(string Conversation, string Address, string Name);
