using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;

namespace Bot.Storage.Postgres;

/// <summary>The questions for work when several hosts divide it: each asks for rows that none of the others asks for.</summary>
/// <remarks>A hash of the name that a conversation's rows lie under. The server makes it, so all hosts see the same one.</remarks>
internal static class ShareSql
{
    private const string OfShare = "(hashtextextended(conversation, 2) & 1073741823) % @count = @index";

    private static readonly SqlText ClaimText = new(OutboxSql.ClaimOf(SqlDialect.Postgres,
        $" and ({OfShare} or conversation = any(string_to_array(@own, ' ')) or due_at <= @overdue)"));

    private static readonly SqlText NextDueText = new($"select due_at from outbox where due_at is not null and {OfShare} order by due_at limit 1");

    private static readonly SqlText TimersText = new($"{TimerSql.Found} and ({OfShare} or wake_at <= @overdue) order by wake_at limit @limit");

    public static SqlStep Claim(string owner, WorkScope scope, DateTimeOffset now, TimeSpan lease, int limit, RowSealer sealer) =>
        ClaimText.With(now, scope.Share.Count, scope.Share.Index, string.Join(' ', scope.Conversations.Select(sealer.Name)), scope.OverdueBefore, limit, owner,
            now + lease);

    public static SqlStep NextDue(WorkShare share) => NextDueText.With(share.Count, share.Index);

    public static SqlStep Timers(DateTimeOffset now, WorkScope scope, int limit) =>
        TimersText.With(now, scope.Share.Count, scope.Share.Index, scope.OverdueBefore, limit);
}
