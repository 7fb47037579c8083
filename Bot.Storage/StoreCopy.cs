using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Storage.Tables;

namespace Bot.Storage;

/// <summary>Copies everything from one store to another, whichever they are, and proves it. Hosts must not run.</summary>
/// <remarks>Rows go over as they lie, sealed and named; the keys of names and hashes go with them. A copy that did not end is taken by no host.</remarks>
public static class StoreCopy
{
    /// <summary>How many tables there are.</summary>
    public static int Tables => StoreTable.All.Count;

    /// <summary>Copies and verifies: every row of both is read again and compared, and every sealed body of the copy opened.</summary>
    /// <param name="from">Has to be there.</param>
    /// <param name="to">Has to be empty, or not to be there.</param>
    /// <param name="sealer">With the keys of the source.</param>
    /// <param name="clock">For schemas that are brought up to date.</param>
    /// <param name="tell">Told after each page: the table, and how many of its rows are done.</param>
    /// <param name="cancel">Ends it; what was copied stays, and is taken by no host.</param>
    /// <returns>The rows of each table, all of them proved.</returns>
    /// <exception cref="StoreUnavailableException">One of them cannot be used, the target is not empty, or the copy is not the same.</exception>
    public static async Task<IReadOnlyList<CopiedTable>> RunAsync(StoreAddress from, StoreAddress to, Sealer sealer, TimeProvider clock,
        Func<CopiedTable, Task> tell, CancellationToken cancel)
    {
        if (from.Name == to.Name) throw new StoreUnavailableException($"{from.Name} cannot be copied to itself.");
        List<CopiedTable> copied;
        var source = await from.OpenAsync(sealer, clock).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var target = await to.CreateAsync(sealer, clock).ConfigureAwait(false);
            await using (target.ConfigureAwait(false))
                copied = await CopyAsync(RowsOf(source), RowsOf(target), to.Name, tell, cancel).ConfigureAwait(false);
        }

        return await to.IntegrityCheckAsync(sealer, clock, cancel).ConfigureAwait(false) is [var finding, ..]
            ? throw new StoreUnavailableException($"The copy {to.Name} is not sound: {finding}")
            : copied;
    }

    private static IStoredRows RowsOf(IStore store) => ((IRowSource)store).Rows;

    private static async Task<List<CopiedTable>> CopyAsync(IStoredRows source, IStoredRows target, string name, Func<CopiedTable, Task> tell,
        CancellationToken cancel)
    {
        foreach (var table in StoreTable.All.Where(table => table != StoreTable.Facts))
        {
            await foreach (var _ in target.ReadAsync(table, cancel).ConfigureAwait(false))
                throw new StoreUnavailableException($"{name} is not empty: it has rows in {table.Name}. Name a database that is new.");
        }

        var mark = new StoreRow([FactSql.Copying, Array.Empty<byte>()]);
        await foreach (var page in target.ReadAsync(StoreTable.Facts, cancel).ConfigureAwait(false))
        {
            foreach (var fact in page) await target.RemoveAsync(StoreTable.Facts, fact, cancel).ConfigureAwait(false);
        }

        await target.AddAsync(StoreTable.Facts, [mark], cancel).ConfigureAwait(false);
        var copied = new List<CopiedTable>();
        foreach (var table in StoreTable.All)
        {
            var rows = 0L;
            await foreach (var page in source.ReadAsync(table, cancel).ConfigureAwait(false))
            {
                await target.AddAsync(table, page, cancel).ConfigureAwait(false);
                await tell(new(table.Name, rows += page.Count)).ConfigureAwait(false);
            }

            copied.Add(new(table.Name, rows, IsWhole: true));
            await tell(copied[^1]).ConfigureAwait(false);
        }

        foreach (var table in StoreTable.All)
        {
            var before = await DigestAsync(source, table, cancel).ConfigureAwait(false);
            var after = await DigestAsync(target, table, cancel).ConfigureAwait(false);
            if (before != after)
                throw new StoreUnavailableException($"The rows of {table.Name} differ after the copy: {before.Rows} there, {after.Rows} here. Does a host write? Stop every host, remove the copy, and copy again.");
        }

        await target.RemoveAsync(StoreTable.Facts, mark, cancel).ConfigureAwait(false);
        return copied;
    }

    private static async Task<(long Rows, UInt128 Digest)> DigestAsync(IStoredRows store, StoreTable table, CancellationToken cancel)
    {
        var (rows, digest) = (0L, UInt128.Zero);
        await foreach (var page in store.ReadAsync(table, cancel).ConfigureAwait(false))
        {
            foreach (var row in page.Where(row => table != StoreTable.Facts || row.Text(0) is not (FactSql.Copying or FactSql.Mark)))
                (rows, digest) = (rows + 1, unchecked(digest + row.Digest()));
        }

        return (rows, digest);
    }
}

/// <summary>A table that was copied, or is being copied.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">Rows so far.</param>
/// <param name="IsWhole">There are no more.</param>
public sealed record CopiedTable(string Table, long Rows, bool IsWhole = false);
