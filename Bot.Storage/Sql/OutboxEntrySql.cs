using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>Messages that no turn asked for. One that its owner sends at once stands in a stream of its own, where every row is due by itself: it neither waits behind a conversation's messages nor holds them back.</summary>
internal static class OutboxEntrySql
{
    private const string AtOnce = "posts";

    // No turn, no language chosen: what is posted is rendered already.
    private const string Language = "en";

    // The same posting tried again is the same message.
    public const string Once = "on conflict (id, conversation) do nothing";

    private static readonly SqlText BegunText = new(
        $"""
        insert into outbox (conversation, id, stream, seq, kind, state, channel, address, language, payload, attempts, recovering, due_at, lease_owner, created_at)
        values (@conversation, @id, '{AtOnce}', 1, @kind, '{Words.Begun}', @channel, @address, '{Language}', @payload, 1, 0, @until, @owner, @created_at)
        {Once}
        """);

    public static SqlStep Begun(OutboxEntry posting, NewMessage message, string owner, DateTimeOffset until, Sealer sealer) => BegunText.With(
        posting.Conversation, message.Id, OutboxJson.KindOf(message.Message), posting.Facts.Channel, posting.Facts.Address,
        sealer.Seal(OutboxSql.Table, message.Id, OutboxJson.Write(message.Message)), until, owner, posting.At).Else(CommitResult.Duplicate);

    public static SqlStep Pending(OutboxEntry posting, NewMessage message, DateTimeOffset due, Sealer sealer) =>
        OutboxSql.Post(message, posting, Language, due, sealer);

    /// <summary>The row as its owner holds it.</summary>
    public static OutboxRow Row(OutboxEntry posting, NewMessage message) => new(
        message.Id, posting.Conversation, posting.Facts.Channel, posting.Facts.Address, Language, OutboxStream.Messages, message.Message, null, 1, false, posting.At, posting.At);
}
