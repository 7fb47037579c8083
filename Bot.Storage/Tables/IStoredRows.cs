using Bot.Storage.Sealing;

namespace Bot.Storage.Tables;

/// <summary>A store's rows as they lie, for those who copy them or look at them beside it.</summary>
internal interface IStoredRows
{
    /// <summary>All rows of a table, page by page, in an order of the store's own.</summary>
    IAsyncEnumerable<IReadOnlyList<StoreRow>> ReadAsync(StoreTable table, CancellationToken cancel);

    /// <summary>Adds rows that are not there, all or none.</summary>
    Task AddAsync(StoreTable table, IReadOnlyList<StoreRow> rows, CancellationToken cancel);

    /// <summary>Removes a row by the parts of its key.</summary>
    Task RemoveAsync(StoreTable table, StoreRow row, CancellationToken cancel);

    /// <summary>Rows whose key begins with a text.</summary>
    Task<IReadOnlyList<StoreRow>> UnderAsync(StoreTable table, string first, CancellationToken cancel);

    /// <summary>Rows that have one of these values in a column of text, in no order. Of a column that does not begin the key all may be looked at.</summary>
    Task<IReadOnlyList<StoreRow>> WithAsync(StoreTable table, string column, IReadOnlyList<string> values, CancellationToken cancel);

    /// <summary>Rows of the turn log by a trigger of a flow, the newest first, among the newest of all conversations.</summary>
    /// <param name="looked">Rows that are looked at.</param>
    Task<IReadOnlyList<StoreRow>> NewestTurnsAsync(string flow, string trigger, int looked, int limit, CancellationToken cancel);

    /// <summary>Rows of the turn log behind a number and up to another, in the order of their numbers.</summary>
    Task<IReadOnlyList<StoreRow>> TurnsBetweenAsync(long after, long upTo, int limit, CancellationToken cancel);

    /// <summary>Turns of a conversation before one of its versions, the newest first.</summary>
    /// <param name="name">Of the conversation's rows.</param>
    Task<IReadOnlyList<StoreRow>> TurnsBeforeAsync(string name, long version, int limit, CancellationToken cancel);

    /// <summary>The newest dead letters without their detail, the newest first.</summary>
    Task<IReadOnlyList<StoreRow>> NewestLettersAsync(int limit, CancellationToken cancel);

    /// <summary>
    /// Removes rows by the parts of their keys and puts others in the place of those with theirs, all or none. What is not there is passed over.
    /// </summary>
    Task ChangeAsync(StoreTable table, IReadOnlyList<StoreRow> removed, IReadOnlyList<StoreRow> replaced, CancellationToken cancel);
}

/// <summary>A store that can be copied.</summary>
internal interface IRowSource
{
    IStoredRows Rows { get; }

    /// <summary>Names and opens the rows.</summary>
    RowSealer Sealer { get; }
}
