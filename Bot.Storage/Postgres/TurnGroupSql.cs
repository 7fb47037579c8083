using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Storage.Sql;
using static Bot.Storage.Postgres.ColumnStep;

namespace Bot.Storage.Postgres;

/// <summary>The statements of a group of turns. The conversations are locked before, so what is looked up stays so.</summary>
internal static class TurnGroupSql
{
    // One statement, so that it is planned and begun once for all turns. A session whose wake_at stands (see TimerSql) changes no indexed column: the row is
    // written, and no index of it. Only what "stood" is written on; who was refused is told why.
    private static readonly SqlText WriteText = new(
        $"""
        with turn as (
            select given.*, (select version from sessions where sessions.conversation = given.conversation) as found,
                (select min(at) from turns where turns.key = given.key and turns.conversation = given.conversation and turns.handled = given.handled)
                    as heard_at
            from unnest(@n, @conversation, @key, @handled, @at, @expected, @channel, @last_heard, @session_id, @flow, @state, @body, @updated_at,
                    @remind_due, @remind_token, @expire_due, @expire_token, @wake_at,
                    @kept, @language, @by_flow, @flow_version, @from_state, @by_trigger, @to_state, @logged)
                as given(n, conversation, key, handled, at, expected, channel, last_heard, session_id, flow, state, body, updated_at,
                    remind_due, remind_token, expire_due, expire_token, wake_at,
                    kept, language, by_flow, flow_version, from_state, by_trigger, to_state, logged)
        ), stood as (
            insert into sessions (conversation, version, channel, last_heard, session_id, flow, state, body, updated_at,
                remind_due, remind_token, expire_due, expire_token, wake_at)
            select conversation, expected + 1, channel, last_heard, session_id, flow, state, body, updated_at,
                remind_due, remind_token, expire_due, expire_token, wake_at
            from turn where heard_at is null and (expected = 0 or found = expected)
            on conflict (conversation) do update set version = excluded.version, channel = excluded.channel,
                last_heard = excluded.last_heard, flow = excluded.flow, state = excluded.state, body = excluded.body, updated_at = excluded.updated_at,
                remind_due = excluded.remind_due, remind_token = excluded.remind_token, expire_due = excluded.expire_due, expire_token = excluded.expire_token,
                wake_at = case when excluded.wake_at is null or sessions.wake_at <= excluded.wake_at then sessions.wake_at else excluded.wake_at end
            where sessions.version = excluded.version - 1
            returning conversation
        ), heard as (
            insert into turns (key, conversation, handled, version, at, kept, language, flow, flow_version, from_state, by_trigger, to_state, body)
            select key, conversation, handled, expected + 1, at, kept, language, by_flow, flow_version, from_state, by_trigger, to_state, logged
            from turn where conversation in (select conversation from stood)
        ), queueing as materialized (
            select given.*, (select max(seq) from outbox where outbox.conversation = given.conversation and outbox.stream = given.stream and finished_at is null) as last
            from unnest(@row_conversation, @row_id, @row_stream, @row_place, @row_kind, @row_channel, @row_language, @row_payload, @row_due, @row_at, @row_flow)
                as given(conversation, id, stream, place, kind, channel, language, payload, due, at, flow)
        ), queued as (
            insert into outbox (conversation, id, stream, seq, kind, state, channel, language, payload, attempts, recovering, due_at, created_at, flow)
            select conversation, id, stream, coalesce(last, 0) + place, kind, '{Words.Pending}', channel, language, payload, 0, 0,
                case when last is null and place = 1 then due end, at, flow
            from queueing where conversation in (select conversation from stood)
        )
        select n, case when conversation in (select conversation from stood) then {(int)CommitResult.Committed}
            when heard_at is not null then {(int)CommitResult.Duplicate} else {(int)CommitResult.Conflict} end
        from turn
        """);

    // Only for a turn that stood, or stood before: its input's id is handled.
    private static readonly SqlText FinishText = new(
        $"""
        update outbox set state = '{Words.Done}', finished_at = given.at, due_at = null, lease_owner = null
        from unnest(@conversation, @id, @key, @handled, @at) as given(conversation, id, key, handled, at)
        where outbox.id = given.id and outbox.conversation = given.conversation and outbox.due_at is not null
            and exists (select 1 from turns where turns.key = given.key and turns.conversation = given.conversation and turns.handled = given.handled)
        """);

    public static ColumnStep Write(IReadOnlyList<SealedTurn> turns)
    {
        var timers = Column(turns, turn => TimerSql.Armed(turn.Commit));
        var rows = turns.SelectMany(turn => turn.Outbox.Select(row => (Turn: turn, Row: row))).ToList();
        return Of(
            WriteText,
            [
                Numbers(turns),
                Column(turns, turn => turn.Name),
                Column(turns, turn => turn.Log.Key),
                Column(turns, turn => turn.Log.Handled),
                Times(turns, turn => turn.Commit.At),
                Column(turns, turn => turn.Commit.ExpectedVersion),
                Column(turns, turn => turn.Commit.Facts.Channel),
                Times(turns, turn => turn.Commit.Facts.LastHeard),
                Column(turns, turn => turn.Commit.Session.Id),
                Column(turns, turn => turn.Commit.Session.Top?.Flow ?? ""),
                Column(turns, turn => turn.Commit.Session.Top?.State ?? ""),
                Column(turns, turn => turn.Body),
                Times(turns, turn => turn.Now),
                Column(timers, timer => Due(timer.Remind)),
                Column(timers, timer => Token(timer.Remind)),
                Column(timers, timer => Due(timer.Expire)),
                Column(timers, timer => Token(timer.Expire)),
                Column(timers, timer => Due(timer.Wake)),
                Column(turns, turn => (long)turn.Log.Kept),
                Column(turns, turn => turn.Log.Language),
                Column(turns, turn => turn.Log.Flow),
                Column(turns, turn => turn.Log.FlowVersion),
                Column(turns, turn => turn.Log.From),
                Column(turns, turn => turn.Log.Trigger),
                Column(turns, turn => turn.Log.To),
                Column(turns, turn => turn.Log.Body),
                Column(rows, row => row.Turn.Name),
                Column(rows, row => row.Row.Id),
                Column(rows, row => row.Row.Stream),
                Column(rows, row => row.Row.Place),
                Column(rows, row => row.Row.Kind),
                Column(rows, row => row.Turn.Commit.Facts.Channel),
                Column(rows, row => row.Turn.Commit.Session.Language),
                Column(rows, row => row.Row.Payload),
                Times(rows, row => row.Turn.Due),
                Times(rows, row => row.Turn.Commit.At),
                Column(rows, row => row.Row.Flow),
            ]);
    }

    /// <summary>Ends the calls whose outcomes these turns heard.</summary>
    public static ColumnStep Finish(IReadOnlyList<SealedTurn> turns) => Of(
        FinishText,
        [
            Column(turns, turn => turn.Name),
            Column(turns, turn => turn.Commit.FinishedCall!),
            Column(turns, turn => turn.Log.Key),
            Column(turns, turn => turn.Log.Handled),
            Times(turns, turn => turn.Commit.At),
        ]);

    /// <summary>What became of which turn, by its number in the group.</summary>
    public static (int Turn, CommitResult Result) Answer(SqlRow row) => ((int)row.Number(0), (CommitResult)row.Number(1));

    private static long? Due(TimerRequest? timer) => timer?.Due.ToUnixTimeMilliseconds();

    private static long? Token(TimerRequest? timer) => timer?.Token;
}
