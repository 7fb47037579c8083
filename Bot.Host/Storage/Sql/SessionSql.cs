using Bot.Engine.Conversations;
using Bot.Engine.Machine;
using Bot.Engine.Ports;

namespace Bot.Host.Storage.Sql;

/// <summary>Sessions, handled ids, timers and the transcript.</summary>
internal static class SessionSql
{
    public const string Table = "sessions";
    public const string TranscriptTable = "transcript";

    private static readonly SqlText LoadText = new(
        "select version, channel, address, name, last_heard, body from sessions where conversation = @conversation");

    private static readonly SqlText HandledText = new(
        "insert into handled (conversation, id, at) values (@conversation, @id, @at) on conflict (conversation, id) do nothing");

    private static readonly SqlText BeginText = new(
        """
        insert into sessions (conversation, version, channel, address, name, last_heard, session_id, flow, state, body, updated_at)
        values (@conversation, 1, @channel, @address, @name, @last_heard, @session_id, @flow, @state, @body, @updated_at)
        on conflict (conversation) do nothing
        """);

    private static readonly SqlText AdvanceText = new(
        """
        update sessions set version = version + 1, channel = @channel, address = @address, name = @name, last_heard = @last_heard,
            session_id = @session_id, flow = @flow, state = @state, body = @body, updated_at = @updated_at
        where conversation = @conversation and version = @expected
        """);

    private static readonly SqlText ClearTimersText = new("delete from timers where conversation = @conversation");

    private static readonly SqlText ArmTimerText = new(
        """
        insert into timers (conversation, kind, due, token) values (@conversation, @kind, @due, @token)
        on conflict (conversation, kind) do update set due = excluded.due, token = excluded.token
        """);

    private static readonly SqlText DueTimersText = new(
        "select conversation, kind, due, token from timers where due <= @now order by due limit @limit");

    private static readonly SqlText SayText = new(
        "insert into transcript (conversation, seq, at, direction, body) values (@conversation, @seq, @at, @direction, @body)");

    private static readonly SqlText TranscriptText = new(
        "select seq, at, direction, body from transcript where conversation = @conversation order by seq desc limit @limit");

    private static readonly SqlText PruneText = new(
        "delete from handled where (conversation, id) in (select conversation, id from handled where at < @before order by at limit @limit)");

    public static SqlStep Load(string conversation) => LoadText.With(conversation);

    public static StoredConversation ReadConversation(SqlRow row, string conversation, Sealer sealer) =>
        new(conversation, row.Number(0), SessionJson.Read(sealer.Open(Table, conversation, row.Bytes(5))), new(row.Text(1), row.Text(2), row.Text(3), row.Time(4)));

    public static SqlStep Handled(string conversation, string id, DateTimeOffset at) => HandledText.With(conversation, id, at);

    public static SqlStep Write(TurnCommit commit, byte[] body, DateTimeOffset now)
    {
        var (facts, session) = (commit.Facts, commit.Session);
        var (flow, state) = session.Top is { } top ? (top.Flow, top.State) : ("", "");
        return commit.ExpectedVersion == 0
            ? BeginText.With(commit.Conversation, facts.Channel, facts.Address, facts.Name, facts.LastHeard, session.Id, flow, state, body, now)
            : AdvanceText.With(facts.Channel, facts.Address, facts.Name, facts.LastHeard, session.Id, flow, state, body, now, commit.Conversation, commit.ExpectedVersion);
    }

    public static SqlStep ClearTimers(string conversation) => ClearTimersText.With(conversation);

    public static SqlStep ArmTimer(string conversation, TimerRequest timer) => ArmTimerText.With(conversation, Words.Of(timer.Kind), timer.Due, timer.Token);

    public static SqlStep DueTimers(DateTimeOffset now, int limit) => DueTimersText.With(now, limit);

    public static StoredTimer ReadTimer(SqlRow row) => new(row.Text(0), Words.Timer(row.Text(1)), row.Time(2), (int)row.Number(3));

    public static SqlStep Say(string conversation, long seq, DateTimeOffset at, string direction, byte[] body) => SayText.With(conversation, seq, at, direction, body);

    public static SqlStep Transcript(string conversation, int limit) => TranscriptText.With(conversation, limit);

    public static TranscriptEntry ReadEntry(SqlRow row, string conversation, Sealer sealer) =>
        new(row.Number(0), row.Time(1), row.Text(2), sealer.OpenText(TranscriptTable, $"{conversation}\0{row.Number(0)}", row.Bytes(3)));

    public static SqlStep Prune(DateTimeOffset before, int limit) => PruneText.With(before, limit);
}

/// <summary>One line of a conversation as it was kept.</summary>
internal sealed record TranscriptEntry(long Seq, DateTimeOffset At, string Direction, string Text);
