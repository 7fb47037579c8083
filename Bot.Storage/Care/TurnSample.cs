using Bot.Engine.Abstractions;
using Bot.Engine.Serialization;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Storage.Tables;

namespace Bot.Storage.Care;

/// <summary>The newest turns of the log, of all conversations: for figures that are kept nowhere, so that nothing outlives the log itself.</summary>
public sealed class TurnSample(IStore store)
{
    private IStoredRows Rows => ((IRowSource)store).Rows;

    private RowSealer Sealer => ((IRowSource)store).Sealer;

    /// <summary>The newest ones in the order in which they were written. One that does not open has no lines and no entry.</summary>
    /// <param name="limit">Rows that are looked at.</param>
    public async Task<IReadOnlyList<SampledTurn>> NewestAsync(int limit, CancellationToken cancel) =>
        [.. (await Rows.NewestTurnsAsync(limit, cancel).ConfigureAwait(false)).Where(row => row.Number(4) > 0).Reverse().Select(Of)];

    private SampledTurn Of(StoreRow row)
    {
        var (name, version) = (row.Text(1), row.Number(4));
        var body = Opened(name, version, row.Bytes(13));
        return new(name, new(
            version, DateTimeOffset.FromUnixTimeMilliseconds(row.Number(5)), row.Text(7), row.Text(8), row.Text(9), row.Text(10), row.Text(11), row.Text(12),
            body.Lines, body.Entry));
    }

    private LoggedTurn Opened(string name, long version, byte[] body)
    {
        try
        {
            return TurnBody.Open(name, version, body, Sealer);
        }
        catch (InvalidDataException)
        {
            return new([], null);
        }
    }
}

/// <summary>One of them.</summary>
/// <param name="Name">Of the rows of its conversation: tells them apart, and not whose it is.</param>
public sealed record SampledTurn(string Name, StoredTurn Turn);
