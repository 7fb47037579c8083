using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>Opens every sealed body of a database and tells the rows that do not open.</summary>
internal static class SealedBodies
{
    private const int PageSize = 500;

    /// <summary>Rows that are told one by one.</summary>
    private const int Told = 100;

    /// <returns>A sentence for each row, with its table.</returns>
    /// <exception cref="Bot.Engine.Abstractions.StoreUnavailableException">The keys are not those of the database at all.</exception>
    public static async Task<IReadOnlyList<string>> CheckAsync(ISqlRunner database, SqlDialect dialect, Sealer sealer, string name, CancellationToken cancel)
    {
        StoreKeys.Check(await database.QueryAsync(FactSql.All(), FactSql.Read, cancel).ConfigureAwait(false), sealer, name);

        // It may be a database of an earlier build that was not opened yet.
        var schema = (await database.QueryAsync(Migrations.Applied.With(), row => row.Number(0), cancel).ConfigureAwait(false)).LastOrDefault();
        var (findings, more) = (new List<string>(), 0);
        foreach (var table in SealedTable.All(dialect).Where(table => table.Since <= schema))
        {
            for (var after = table.Start; ;)
            {
                var rows = await database.QueryAsync(table.Told(after, PageSize), table.Read, cancel).ConfigureAwait(false);
                foreach (var row in rows.Where(row => row.Body is not null && !Opens(table, row, sealer)))
                {
                    if (findings.Count < Told) findings.Add($"{table.Name}: the row {row.Label} does not open; it was altered, moved, or sealed with a key that is not in SECRET_KEY.");
                    else more++;
                }

                if (rows.Count < PageSize) break;
                after = rows[^1].Key;
            }
        }

        if (more > 0) findings.Add($"And {more} more rows that do not open.");
        return findings;
    }

    private static bool Opens(SealedTable table, SealedRow row, Sealer sealer)
    {
        try
        {
            sealer.Open(table.SealedAs, row.Place, row.Body);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
