using Bot.Engine.Abstractions;
using Bot.Engine.Serialization;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Storage.Tables;

namespace Bot.Storage.Care;

/// <summary>The turn log of all conversations, opened: whole and in order for figures, or the newest turns of one kind.</summary>
public sealed class TurnWalk(IStore store)
{
    private IStoredRows Rows => ((IRowSource)store).Rows;

    private RowSealer Sealer => ((IRowSource)store).Sealer;

    /// <summary>The number up to which turns are counted (<see cref="IStore.CountTurnsAsync"/>): no turn with a smaller one is still being written.</summary>
    public async Task<long> CountedAsync(CancellationToken cancel) =>
        (await Rows.UnderAsync(StoreTable.TurnCursors, TurnCountSql.Cursor, cancel).ConfigureAwait(false)) is [var row, ..] ? row.Number(1) : 0;

    /// <summary>The next turns behind a number, in the order in which they were written. One that does not open has no lines and no entry.</summary>
    /// <param name="after">A number; 0 begins with the oldest.</param>
    /// <param name="upTo">See <see cref="CountedAsync"/>.</param>
    /// <param name="limit">Rows at most; those that only refuse an id are no turns.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<WalkedTurns> NextAsync(long after, long upTo, int limit, CancellationToken cancel)
    {
        var rows = await Rows.TurnsBetweenAsync(after, upTo, limit, cancel).ConfigureAwait(false);
        return new(rows.Count == 0 ? after : rows[^1].Number(3), [.. rows.Where(row => row.Number(4) > 0).Select(Of)]);
    }

    /// <summary>How a conversation moved before one of its versions, the newest first: without what was said and heard.</summary>
    /// <param name="name">See <see cref="ConversationTurn.Name"/>.</param>
    /// <param name="version">Of the turn behind them.</param>
    /// <param name="limit">Turns at most.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<IReadOnlyList<StoredTurn>> BeforeAsync(string name, long version, int limit, CancellationToken cancel) =>
        [.. (await Rows.TurnsBeforeAsync(name, version, limit, cancel).ConfigureAwait(false)).Select(row => TurnOf(row, new([], null)))];

    /// <summary>The newest turns by a trigger of a flow, in the order in which they were written.</summary>
    /// <param name="flow">That heard them.</param>
    /// <param name="trigger">Of their first move.</param>
    /// <param name="looked">Turns of all flows that are looked at.</param>
    /// <param name="limit">Turns at most.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<IReadOnlyList<ConversationTurn>> NewestAsync(string flow, string trigger, int looked, int limit, CancellationToken cancel) =>
        [.. (await Rows.NewestTurnsAsync(flow, trigger, looked, limit, cancel).ConfigureAwait(false)).Where(row => row.Number(4) > 0).Reverse().Select(Of)];

    private ConversationTurn Of(StoreRow row) => new(row.Text(1), TurnOf(row, Opened(row.Text(1), row.Number(4), row.Bytes(13))));

    private static StoredTurn TurnOf(StoreRow row, LoggedTurn body) => new(
        row.Number(4), DateTimeOffset.FromUnixTimeMilliseconds(row.Number(5)), row.Text(7), row.Text(8), row.Text(9), row.Text(10), row.Text(11), row.Text(12),
        body.Lines, body.Entry);

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

/// <summary>A turn of some conversation.</summary>
/// <param name="Name">Of the rows of its conversation: tells them apart, and not whose it is.</param>
/// <param name="Turn">The turn.</param>
public sealed record ConversationTurn(string Name, StoredTurn Turn);

/// <summary>Turns of the log.</summary>
/// <param name="Last">The number to go on behind.</param>
/// <param name="Turns">In the order in which they were written.</param>
public sealed record WalkedTurns(long Last, IReadOnlyList<ConversationTurn> Turns);
