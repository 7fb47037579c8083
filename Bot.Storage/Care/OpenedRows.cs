using System.Globalization;
using System.Text;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Storage.Tables;

namespace Bot.Storage.Care;

/// <summary>Rows of the tables that tell of people, opened. One that does not open tells nothing, and is left to <c>integrity</c>.</summary>
internal static class OpenedRows
{
    /// <summary>In the order in which they are gone through.</summary>
    public static IReadOnlyList<StoreTable> Tables { get; } = [StoreTable.Sessions, StoreTable.Outbox, StoreTable.DeadLetters, StoreTable.Records,
        StoreTable.Turns];

    public static PersonRow? Open(StoreTable table, StoreRow row, RowSealer sealer)
    {
        try
        {
            return table == StoreTable.Sessions ? Session(row, sealer)
                : table == StoreTable.Outbox ? Outbox(row, sealer)
                : table == StoreTable.DeadLetters ? Letter(row, sealer)
                : table == StoreTable.Records ? Record(row, sealer)
                : Turn(row, sealer);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static PersonRow Session(StoreRow row, RowSealer sealer)
    {
        var text = Encoding.UTF8.GetString(sealer.Open(StoreTable.Sessions.Name, row.Text(0), row.Bytes(7)));
        var person = SessionSql.PersonOf(row.Text(0), row.Bytes(7), sealer);
        return new(StoreTable.Sessions.Name, "", row.Text(4), person.Conversation, false, text[text.IndexOf('{', StringComparison.Ordinal)..],
            Time(row, 8))
        { Row = row };
    }

    private static PersonRow Outbox(StoreRow row, RowSealer sealer)
    {
        var (conversation, _) = OutboxSql.AddresseeOf(row.Text(0), row.Bytes(8), sealer);
        ReadOnlySpan<byte> plain = sealer.Open(StoreTable.Outbox.Name, row.Text(0), row.Bytes(8));
        for (var texts = 0; texts < 3; texts++) RowSealer.Take(ref plain);
        return new(StoreTable.Outbox.Name, row.Text(4), row.Text(0), conversation, false, Encoding.UTF8.GetString(plain), Time(row, 17)) { Row = row };
    }

    private static PersonRow Letter(StoreRow row, RowSealer sealer)
    {
        var letter = DeadLetterSql.Open(row.Text(0), row.Text(1), row.Text(2), row.Bytes(3), Time(row, 4), sealer);
        return new(StoreTable.DeadLetters.Name, letter.Kind, letter.Id, letter.Conversation, false, $"{letter.Reason}\n{letter.Detail}", letter.At) { Row = row };
    }

    private static PersonRow Record(StoreRow row, RowSealer sealer)
    {
        var record = RecordSql.Opened(row.Text(0), row.Text(1), row.Number(2), row.Bytes(3), Time(row, 4), sealer);
        return new(StoreTable.Records.Name, record.Kind, record.Key, "", false, record.Body, record.ChangedAt) { Row = row };
    }

    private static PersonRow Turn(StoreRow row, RowSealer sealer)
    {
        var (name, version) = (row.Text(1), row.Number(4));
        var text = row.Bytes(13) is { Length: > 0 } body ? Encoding.UTF8.GetString(sealer.Open(TurnBody.SealedAs, TurnBody.Place(name, version), body)) : "";

        // The row knows its conversation by name only.
        return new(StoreTable.Turns.Name, "", version.ToString(CultureInfo.InvariantCulture), name, false, text, Time(row, 5)) { Row = row };
    }

    private static DateTimeOffset Time(StoreRow row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.Number(column));
}
