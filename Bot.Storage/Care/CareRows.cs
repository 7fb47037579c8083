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

    /// <summary>A letter by its id; null where there is none.</summary>
    public async Task<DeadLetter?> LetterAsync(string id, CancellationToken cancel)
    {
        if (id.Length == 0) return null;

        var rows = await Rows.WithAsync(StoreTable.DeadLetters, "id", KeptIdsOf(id), cancel).ConfigureAwait(false);
        return rows.Select(LetterOf).FirstOrDefault(letter => letter.Id == id);
    }

    /// <summary>The newest letters as they lie, the newest first: none of them is opened.</summary>
    public async Task<IReadOnlyList<LetterHead>> LetterHeadsAsync(int limit, CancellationToken cancel) =>
        [.. (await Rows.NewestLettersAsync(limit, cancel).ConfigureAwait(false)).Select(row => new LetterHead(row.Text(0), row.Text(1), row.Text(2)))];

    /// <summary>Opens letters, in their order. One that is gone meanwhile is left out.</summary>
    public async Task<IReadOnlyList<DeadLetter>> LettersAsync(IReadOnlyList<LetterHead> heads, CancellationToken cancel)
    {
        var rows = (await Rows.WithAsync(StoreTable.DeadLetters, "id", [.. heads.Select(head => head.Id)], cancel).ConfigureAwait(false))
            .ToDictionary(row => (row.Text(0), row.Text(1)));
        return [.. heads.Select(head => rows.GetValueOrDefault((head.Name, head.Id))).OfType<StoreRow>().Select(LetterOf)];
    }

    /// <summary>What <see cref="LetterHead.Id"/> may be of a letter's id: the letter of an input lies under a name of it.</summary>
    public IReadOnlyList<string> KeptIdsOf(string id) => [id, Sealer.Names.Id(id)];

    /// <summary>How far messages are, by the ids of their rows; those that nothing was heard of are left out.</summary>
    public async Task<IReadOnlyDictionary<string, DeliveryStatus>> DeliveriesAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        const int Delivery = 15;
        var found = new Dictionary<string, DeliveryStatus>(StringComparer.Ordinal);
        foreach (var row in await Rows.WithAsync(StoreTable.Outbox, "id", ids, cancel).ConfigureAwait(false))
        {
            if (row.Values[Delivery] is string word) found[row.Text(0)] = Words.Delivery(word);
        }

        return found;
    }

    /// <summary>What messages cost, by the ids of their rows, as far as the provider has told.</summary>
    public async Task<IReadOnlyList<MessageCosts>> CostsAsync(IReadOnlyList<string> ids, CancellationToken cancel) =>
        [.. (await Rows.WithAsync(StoreTable.Prices, "id", ids, cancel).ConfigureAwait(false))
            .GroupBy(row => (Channel: row.Text(1), Category: row.Text(3), Type: row.Text(4), Billable: row.Number(5) != 0, Flow: row.Text(6)))
            .Select(same => new MessageCosts(same.Key.Channel, same.Key.Flow, same.Key.Category, same.Key.Type, same.Key.Billable, same.Count()))];

    private DeadLetter LetterOf(StoreRow row) => DeadLetterSql.Open(
        row.Text(0), row.Text(1), row.Text(2), row.Bytes(3), DateTimeOffset.FromUnixTimeMilliseconds(row.Number(4)), Sealer);

    internal static OutboxRow OutboxOf(StoreRow row, RowSealer sealer)
    {
        var created = DateTimeOffset.FromUnixTimeMilliseconds(row.Number(17));
        return new ClaimedRow(
            row.Text(0), row.Text(6), row.Text(7), Words.Stream(row.Text(2)), row.Bytes(8), (int)row.Number(9), (int)row.Number(10), created, row.Number(3),
            created).Open(sealer).Row;
    }
}

/// <summary>A dead letter as it lies, not opened.</summary>
/// <param name="Name">Of its conversation's rows.</param>
/// <param name="Id">As it is kept.</param>
/// <param name="Kind">Of the letter.</param>
public sealed record LetterHead(string Name, string Id, string Kind);
