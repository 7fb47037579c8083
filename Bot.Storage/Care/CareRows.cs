using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Storage.Tables;

namespace Bot.Storage.Care;

/// <summary>What those who look after a bot do with single rows of its database, whichever it is.</summary>
public sealed class CareRows(IStore store)
{
    private IStoredRows Rows => ((IRowSource)store).Rows;

    private RowSealer Sealer => ((IRowSource)store).Sealer;

    /// <summary>Takes a letter away; one that is gone already is none.</summary>
    public Task RemoveLetterAsync(DeadLetter letter, CancellationToken cancel)
    {
        var row = new StoreRow([Sealer.Name(letter.Conversation), DeadLetterSql.IdOf(letter, Sealer), letter.Kind, Array.Empty<byte>(),
            letter.At.ToUnixTimeMilliseconds()]);
        return Rows.ChangeAsync(StoreTable.DeadLetters, [row], [], cancel);
    }

    /// <summary>A row of the outbox, ended ones too; null where there is none.</summary>
    public async Task<OutboxRow?> OutboxAsync(string id, CancellationToken cancel) =>
        (await Rows.UnderAsync(StoreTable.Outbox, id, cancel).ConfigureAwait(false)) is [var row, ..] ? OutboxOf(row, Sealer) : null;

    internal static OutboxRow OutboxOf(StoreRow row, RowSealer sealer)
    {
        var created = DateTimeOffset.FromUnixTimeMilliseconds(row.Number(17));
        return new ClaimedRow(
            row.Text(0), row.Text(6), row.Text(7), Words.Stream(row.Text(2)), row.Bytes(8), (int)row.Number(9), (int)row.Number(10), created, row.Number(3),
            created).Open(sealer).Row;
    }
}
