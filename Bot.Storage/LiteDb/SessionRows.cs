using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>Sessions, one by one and as lists.</summary>
internal static class SessionRows
{
    public static StoredConversation? Load(LiteSession session, string conversation, RowSealer sealer) =>
        session.Find(LiteTable.Sessions, sealer.Name(conversation)) is { } row
            ? SessionSql.Opened(conversation, row.Number("version"), row.Text("channel"), row.Time("last_heard"), row.Bytes("body"), sealer)
            : null;

    public static IReadOnlyList<ConversationLine> List(LiteSession session, string after, int limit, RowSealer sealer) =>
        session.By(LiteTable.Sessions, "session", $"{after}\0", LiteSession.Last, limit).ConvertAll(row => Line(row, sealer));

    public static ConversationLine? Find(LiteSession session, string sessionId, RowSealer sealer) =>
        session.By(LiteTable.Sessions, "session", sessionId) is [var row, ..] ? Line(row, sealer) : null;

    /// <summary>The conversation under a prefix that moved last. The prefix ends with a colon, and a semicolon is what comes after it.</summary>
    public static string? Newest(LiteSession session, string prefix, RowSealer sealer)
    {
        var name = sealer.Names.Prefix(prefix);
        return session.Between(LiteTable.Sessions, name, $"{name[..^1]};", int.MaxValue).MaxBy(row => row.Number("updated_at")) is { } row
            ? SessionSql.PersonOf(row.Text("conversation"), row.Bytes("body"), sealer).Conversation
            : null;
    }

    public static IReadOnlyList<StateCount> CountByState(LiteDbPass pass) =>
    [
        .. pass.All(LiteTable.Sessions).Where(row => row.Text("flow").Length > 0 || row.Text("state") != SessionSql.Alias)
            .CountBy(row => (Flow: row.Text("flow"), State: row.Text("state")))
            .Select(count => new StateCount(count.Key.Flow, count.Key.State, count.Value)),
    ];

    private static ConversationLine Line(BsonDocument row, RowSealer sealer)
    {
        var person = SessionSql.PersonOf(row.Text("conversation"), row.Bytes("body"), sealer);
        return new(person.Conversation, row.Number("version"), row.Text("session_id"), row.Text("channel"), person.Address, person.Name,
            row.Text("flow"), row.Text("state"), row.Time("last_heard"), row.Time("updated_at"));
    }
}
