using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;

namespace Bot.Storage.Postgres;

/// <summary>
/// Locks that writes of several hosts hold against each other to their end. The first statement of a write: the statements after it see everything that the
/// write before it did.
/// </summary>
/// <remarks>
/// A conversation is locked by the write that queues or ends its outbox rows: else one host could queue a row behind one that another is just ending, and
/// neither would make it due.
/// A message's ids are locked by the write that records its send or its delivery events: else the event is kept aside by one, unseen, while the other records
/// the send, unseen.
/// Locks are taken in the order of their numbers everywhere, so that no two writes wait for each other.
/// </remarks>
internal static class PostgresLocks
{
    private static readonly SqlText ConversationText = new("select pg_advisory_xact_lock(hashtextextended(@conversation, 0))");

    private static readonly SqlText ConversationsText = new(
        "select pg_advisory_xact_lock(number) from (select hashtextextended(conversation, 0) as number from unnest(@conversation) as held(conversation) order by number) as held");

    private static readonly SqlText PersonText = new(
        """
        select pg_advisory_xact_lock(number) from (
            select hashtextextended(conversation, 0) as number from unnest(string_to_array(@conversations, ' ')) as held(conversation) order by number) as held
        """);

    private static readonly SqlText MessagesText = new(
        """
        select pg_advisory_xact_lock(number) from (
            select hashtextextended(conversation, 0) as number from outbox where id = any(@id)
            union select hashtextextended(id, 1) from unnest(@message) as held(id)
            order by number) as held
        """);

    public static SqlStep Of(string conversation) => ConversationText.With(conversation);

    /// <summary>The conversation of a turn, and those that end in it.</summary>
    public static SqlStep Of(TurnCommit commit, RowSealer sealer) => commit.Aliases.IsEmpty
        ? Of(sealer.Name(commit.Conversation))
        : PersonText.With(string.Join(' ', commit.Aliases.Select(alias => sealer.Name(alias.Conversation)).Append(sealer.Name(commit.Conversation))));

    public static ColumnStep Of(string[] conversations) => ColumnStep.Of(ConversationsText, [conversations]);

    /// <param name="rows">Outbox rows whose conversations are held.</param>
    /// <param name="messages">Ids of messages, ours and the providers'.</param>
    public static ColumnStep Of(string[] rows, string[] messages) => ColumnStep.Of(MessagesText, [rows, messages]);
}
