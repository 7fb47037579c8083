using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>What a person must look at.</summary>
internal static class DeadLetterSql
{
    public const string Table = "dead_letters";

    private static readonly SqlText AddText = new(
        """
        insert into dead_letters (conversation, id, kind, reason, detail, at) values (@conversation, @id, @kind, @reason, @detail, @at)
        on conflict (conversation, id) do update set kind = excluded.kind, reason = excluded.reason, detail = excluded.detail, at = excluded.at
        """);

    // A letter of the pump's own, with the trace, may be there already; it tells more.
    private static readonly SqlText GiveUpText = new(
        """
        insert into dead_letters (conversation, id, kind, reason, detail, at) values (@conversation, @id, @kind, @reason, @detail, @at)
        on conflict (conversation, id) do nothing
        """);

    private static readonly SqlText NewestText = new("select id, conversation, kind, reason, detail, at from dead_letters order by at desc limit @limit");

    private static readonly SqlText CountText = new("select count(*) from dead_letters");

    public static SqlStep Add(DeadLetter letter, Sealer sealer) =>
        AddText.With(letter.Conversation, letter.Id, letter.Kind, letter.Reason, Detail(letter, sealer), letter.At);

    /// <summary>The letter of a row that is given up: <c>send.</c> or <c>call.</c> and the row's id.</summary>
    public static SqlStep GiveUp(string conversation, string stream, OutboxSettlement.GivenUp row, Sealer sealer)
    {
        var letter = Of(conversation, stream, row);
        return GiveUpText.With(letter.Conversation, letter.Id, letter.Kind, letter.Reason, Detail(letter, sealer), letter.At);
    }

    /// <summary>The same, not written yet.</summary>
    public static DeadLetter Of(string conversation, string stream, OutboxSettlement.GivenUp row)
    {
        var kind = Words.Stream(stream) == OutboxStream.Calls ? "call" : "send";
        return new($"{kind}.{row.Id}", conversation, kind, row.Why, "", row.At);
    }

    /// <summary>A letter's detail as it is kept.</summary>
    public static byte[] Detail(DeadLetter letter, Sealer sealer) => sealer.Seal(Table, Row(letter.Conversation, letter.Id), letter.Detail);

    public static SqlStep Newest(int limit) => NewestText.With(limit);

    public static DeadLetter Read(SqlRow row, Sealer sealer) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), sealer.OpenText(Table, Row(row.Text(1), row.Text(0)), row.Bytes(4)), row.Time(5));

    public static SqlStep Count() => CountText.With();

    private static string Row(string conversation, string id) => $"{conversation}\0{id}";
}
