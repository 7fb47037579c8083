using Bot.Engine.Ports;

namespace Bot.Host.Storage.Sql;

/// <summary>Messages that no turn asked for. One that its owner sends at once stands in a stream of its own, so that it never waits behind a conversation's messages.</summary>
internal static class PostingSql
{
    private const string AtOnce = "posts";

    private const string Next = "(select coalesce(max(seq), 0) + 1 from outbox where conversation = @conversation)";

    private static readonly SqlText BegunText = new(
        $"""
        insert into outbox (conversation, id, stream, seq, kind, state, channel, address, language, payload, attempts, recovering, due_at, lease_owner, created_at)
        select @conversation, @id, '{AtOnce}', {Next}, @kind, '{Words.Begun}', @channel, @address, 'en', @payload, 1, 0, @until, @owner, @created_at
        """);

    private static readonly SqlText PendingText = new(
        $"""
        insert into outbox (conversation, id, stream, seq, kind, state, channel, address, language, payload, attempts, recovering, due_at, created_at)
        select @conversation, @id, 'messages', {Next}, @kind, '{Words.Pending}', @channel, @address, 'en', @payload, 0, 0,
            case when exists (select 1 from outbox where conversation = @conversation and stream = 'messages' and finished_at is null) then null else @created_at end, @created_at
        """);

    public static SqlStep Begun(Posting posting, NewMessage message, string owner, DateTimeOffset until, Sealer sealer) => BegunText.With(
        posting.Conversation, message.Id, OutboxJson.KindOf(message.Message), posting.Facts.Channel, posting.Facts.Address,
        sealer.Seal(OutboxSql.Table, message.Id, OutboxJson.Write(message.Message)), until, owner, posting.At);

    public static SqlStep Pending(Posting posting, NewMessage message, Sealer sealer) => PendingText.With(
        posting.Conversation, message.Id, OutboxJson.KindOf(message.Message), posting.Facts.Channel, posting.Facts.Address,
        sealer.Seal(OutboxSql.Table, message.Id, OutboxJson.Write(message.Message)), posting.At);

    /// <summary>The row as its owner holds it.</summary>
    public static OutboxRow Row(Posting posting, NewMessage message) => new(
        message.Id, posting.Conversation, posting.Facts.Channel, posting.Facts.Address, "en", OutboxStream.Messages, message.Message, null, 1, false, posting.At, posting.At);
}
