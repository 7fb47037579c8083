using Bot.Storage.Sql;

namespace Bot.Storage.Sqlite;

/// <summary>Claims due rows of the outbox: looked up first and marked one by one, for no one else writes meanwhile.</summary>
/// <remarks>
/// One statement that marks what it selects and answers with it makes SQLite keep three tables of its own for the time, which cost more than the rows: a
/// twentieth of the writer's time with one claim for a handful of rows.
/// </remarks>
internal static class SqliteClaim
{
    private static readonly SqlText DueText = new(
        """
        select rowid, conversation, id, channel, language, stream, payload, attempts, state, created_at, seq,
            (select last_heard from sessions where sessions.conversation = outbox.conversation)
        from outbox where due_at <= @now order by due_at limit @limit
        """);

    private static readonly SqlText BeginText = new(
        $"""
        update outbox set state = '{Words.Begun}', recovering = @recovering, attempts = attempts + 1, lease_owner = @owner, due_at = @until
        where rowid = @row
        """);

    public static List<SqliteClaimed> Run(SqliteSession session, string owner, DateTimeOffset now, TimeSpan lease, int limit)
    {
        var due = session.Query(DueText.With(now, limit), Copy);
        foreach (var row in due) session.Execute(BeginText.With(row.Row.Recovering, owner, now + lease, row.Number));
        return due;
    }

    private static SqliteClaimed Copy(SqlRow row)
    {
        var (created, stream) = (row.Time(9), row.Text(5));
        var recovering = row.Text(8) switch
        {
            Words.Pending => 0,
            Words.Unknown => OutboxSql.WaitedFor,
            _ => 1,
        };
        return new(
            row.Number(0), new HeldRow(row.Text(1), stream),
            new(row.Text(2), row.Text(3), row.Text(4), Words.Stream(stream), row.Bytes(6).ToArray(), (int)row.Number(7) + 1, recovering, created,
                row.Number(10), row.IsNull(11) ? created : row.Time(11)));
    }
}

/// <param name="Number">Of the row in its table.</param>
/// <param name="Held">Where it stands.</param>
/// <param name="Row">As its owner gets it, still sealed.</param>
internal readonly record struct SqliteClaimed(long Number, HeldRow Held, ClaimedRow Row);
