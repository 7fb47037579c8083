namespace Bot.Storage.Sql;

/// <summary>What is sealed in a store, column by column, and what the store knows of itself.</summary>
internal interface ISealedRows
{
    /// <summary>Every sealed column, in an order that stays: a change of the key remembers its place.</summary>
    IReadOnlyList<SealedColumn> Columns { get; }

    Task<List<StoreFact>> FactsAsync(CancellationToken cancel);

    /// <summary>The next rows in the order of their keys; those that begin with <paramref name="head"/> come without their bodies.</summary>
    /// <param name="column">Counts from 0.</param>
    /// <param name="after">The key of the last row of the page before; null for the first page.</param>
    Task<List<SealedRow>> PageAsync(int column, string[]? after, byte[] head, int limit, CancellationToken cancel);

    /// <summary>The next rows with their bodies, and with what tells them to a person.</summary>
    Task<List<SealedRow>> ToldAsync(int column, string[]? after, int limit, CancellationToken cancel);

    /// <summary>Puts bodies in the place of those that were found, where they have not changed since, and changes facts; all or none.</summary>
    Task WriteAsync(IReadOnlyList<ResealedRow> rows, IReadOnlyList<FactChange> facts, CancellationToken cancel);
}

/// <param name="Table">Its table.</param>
/// <param name="SealedAs">What its bodies are sealed for, besides their place.</param>
internal sealed record SealedColumn(string Table, string SealedAs);

/// <summary>A row with its sealed body.</summary>
/// <param name="Place">What it was sealed for.</param>
/// <param name="Body">Null where it was not asked for, or there is none.</param>
/// <param name="Label">Tells it to a person.</param>
internal sealed record SealedRow(string[] Key, string Place, byte[]? Body, string Label);

/// <param name="Column">Counts from 0.</param>
/// <param name="Body">Sealed anew.</param>
internal sealed record ResealedRow(int Column, SealedRow Row, byte[] Body);

/// <summary>A fact that is set, or removed where there is no value.</summary>
internal sealed record FactChange(string Name, byte[]? Value);
