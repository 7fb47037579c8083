using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>
/// Messages that no turn asked for. One that its owner sends at once stands in a stream of its own, where every row is due by itself: it neither waits behind a
/// conversation's messages nor holds them back.
/// </summary>
internal static class OutboxEntrySql
{
    public const string AtOnce = "posts";

    // No turn, no language chosen: the message is rendered already.
    public const string Language = "en";

    // The same entry tried again is the same message.
    public const string Once = "on conflict (id, conversation) do nothing";

    private static readonly SqlText BegunText = new(
        $"""
        insert into outbox (conversation, id, stream, seq, kind, state, channel, language, payload, attempts, recovering, due_at, lease_owner, created_at, flow)
        values (@conversation, @id, '{AtOnce}', 1, @kind, '{Words.Begun}', @channel, '{Language}', @payload, 1, 0, @until, @owner, @created_at, @flow)
        {Once}
        """);

    public static SqlStep Begun(OutboxEntry entry, NewMessage message, string owner, DateTimeOffset until, RowSealer sealer) => BegunText.With(
        sealer.Name(entry.Conversation), message.Id, OutboxJson.KindOf(message.Message), entry.Facts.Channel,
        OutboxSql.Payload(message.Id, entry.Conversation, entry.Facts.Address, "", OutboxJson.Write(message.Message), sealer),
        until, owner, entry.At, message.Flow).Else(CommitResult.Duplicate);

    public static SqlStep Pending(OutboxEntry entry, NewMessage message, DateTimeOffset due, RowSealer sealer) =>
        OutboxSql.Post(message, entry, Language, due, sealer);

    /// <summary>The row as its owner holds it.</summary>
    public static OutboxRow Row(OutboxEntry entry, NewMessage message) => new(
        message.Id, entry.Conversation, entry.Facts.Channel, entry.Facts.Address, Language, OutboxStream.Messages,
        message.Message, null, 1, false, entry.At, entry.At);
}
