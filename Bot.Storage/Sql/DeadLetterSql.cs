using System.Text;
using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>What a person must look at.</summary>
internal static class DeadLetterSql
{
    public const string Table = "dead_letters";

    /// <summary>The kind of a letter about an input.</summary>
    public const string Poison = "poison";

    private static readonly SqlText AddText = new(
        """
        insert into dead_letters (conversation, id, kind, detail, at) values (@conversation, @id, @kind, @detail, @at)
        on conflict (conversation, id) do update set kind = excluded.kind, detail = excluded.detail, at = excluded.at
        """);

    // A letter of the pump's own, with the trace, may be there already; it tells more.
    private static readonly SqlText GiveUpText = new(
        """
        insert into dead_letters (conversation, id, kind, detail, at) values (@conversation, @id, @kind, @detail, @at)
        on conflict (conversation, id) do nothing
        """);

    private static readonly SqlText NewestText = new("select id, conversation, kind, detail, at from dead_letters order by at desc limit @limit");

    private static readonly SqlText CountText = new("select kind, count(*) from dead_letters group by kind");

    public static SqlStep Add(DeadLetter letter, RowSealer sealer) =>
        AddText.With(sealer.Name(letter.Conversation), IdOf(letter, sealer), letter.Kind, Detail(letter, sealer), letter.At);

    /// <summary>The letter of a row that is given up: <c>send.</c> or <c>call.</c> and the row's id.</summary>
    public static SqlStep GiveUp(string conversation, string stream, OutboxSettlement.GivenUp row, RowSealer sealer)
    {
        var letter = Of(conversation, stream, row);
        return GiveUpText.With(sealer.Name(letter.Conversation), IdOf(letter, sealer), letter.Kind, Detail(letter, sealer), letter.At);
    }

    /// <summary>The same, not written yet.</summary>
    public static DeadLetter Of(string conversation, string stream, OutboxSettlement.GivenUp row)
    {
        var kind = Words.Stream(stream) == OutboxStream.Calls ? "call" : "send";
        return new($"{kind}.{row.Id}", conversation, kind, row.Why, "", row.At);
    }

    /// <summary>A letter's detail as it is kept: behind the conversation, the id and the reason.</summary>
    public static byte[] Detail(DeadLetter letter, RowSealer sealer) =>
        sealer.Seal(Table, Row(sealer.Name(letter.Conversation), IdOf(letter, sealer)), Encoding.UTF8.GetBytes(letter.Detail),
            letter.Conversation, letter.Id, letter.Reason);

    /// <summary>A letter's id as it is kept: that of an input is the provider's.</summary>
    public static string IdOf(DeadLetter letter, RowSealer sealer) => letter.Kind == Poison ? sealer.Names.Id(letter.Id) : letter.Id;

    public static SqlStep Newest(int limit) => NewestText.With(limit);

    public static DeadLetter Read(SqlRow row, RowSealer sealer) => Open(row.Text(1), row.Text(0), row.Text(2), row.Bytes(3), row.Time(4), sealer);

    /// <param name="name">Of the conversation's rows.</param>
    /// <param name="id">As it is kept.</param>
    public static DeadLetter Open(string name, string id, string kind, ReadOnlySpan<byte> sealedDetail, DateTimeOffset at, RowSealer sealer)
    {
        ReadOnlySpan<byte> detail = sealer.Open(Table, Row(name, id), sealedDetail);
        var (conversation, known, reason) = (RowSealer.Take(ref detail), RowSealer.Take(ref detail), RowSealer.Take(ref detail));
        return new(known, conversation, kind, reason, Encoding.UTF8.GetString(detail), at);
    }

    public static SqlStep Count() => CountText.With();

    /// <summary>A kind with how many there are.</summary>
    public static KeyValuePair<string, long> ReadCount(SqlRow row) => new(row.Text(0), row.Number(1));

    private static string Row(string name, string id) => $"{name}\0{id}";
}
