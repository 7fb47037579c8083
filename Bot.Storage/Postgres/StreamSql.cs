using Bot.Storage.Sql;

namespace Bot.Storage.Postgres;

/// <summary>Makes the first unfinished rows of many streams due, after those before them have ended. Harmless where the first one is due already.</summary>
internal static class StreamSql
{
    private static readonly SqlText PromoteText = new(Promoted("unnest(@conversation, @due) as ended(conversation, due)", "ended.conversation", "@stream"));

    private static readonly SqlText PromoteBehindText = new(
        Promoted("unnest(@id, @due) as given(id, due) join outbox as ended on ended.id = given.id", "ended.conversation", "ended.stream"));

    public static ColumnStep Promote(string[] conversations, string stream, long[] due) => ColumnStep.Of(PromoteText, [conversations, due, stream]);

    /// <param name="ids">Rows that have ended.</param>
    public static ColumnStep PromoteBehind(string[] ids, long[] due) => ColumnStep.Of(PromoteBehindText, [ids, due]);

    private static string Promoted(string ended, string conversation, string stream) =>
        $"""
        update outbox set due_at = waiting.due
        from (
            select next.id, next.conversation, due from {ended} cross join lateral (
                select id, conversation, due_at from outbox as candidate
                where candidate.conversation = {conversation} and candidate.stream = {stream} and candidate.finished_at is null
                order by candidate.seq limit 1) as next
            where next.due_at is null) as waiting
        where outbox.id = waiting.id and outbox.conversation = waiting.conversation
        """;
}
