using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>Opens every sealed body of a database and tells the rows that do not open.</summary>
internal static class SealedBodies
{
    private const int PageSize = 500;

    /// <summary>Rows that are told one by one.</summary>
    private const int Told = 100;

    /// <param name="name">The database's, for people.</param>
    /// <returns>A sentence for each row, with its table.</returns>
    /// <exception cref="Bot.Engine.Abstractions.StoreUnavailableException">The keys are not those of the database at all.</exception>
    public static async Task<IReadOnlyList<string>> CheckAsync(ISealedRows database, Sealer sealer, string name, CancellationToken cancel)
    {
        StoreKeys.Check(await database.FactsAsync(cancel).ConfigureAwait(false), sealer, name);

        var (findings, more) = (new List<string>(), 0);
        for (var at = 0; at < database.Columns.Count; at++)
        {
            var column = database.Columns[at];
            for (string[]? after = null; ;)
            {
                var rows = await database.ToldAsync(at, after, PageSize, cancel).ConfigureAwait(false);
                foreach (var row in rows.Where(row => row.Body is not null && !Opens(column, row, sealer)))
                {
                    if (findings.Count < Told) findings.Add($"{column.Table}: the row {row.Label} does not open; it was altered, moved, or sealed with a key that is not in SECRET_KEY.");
                    else more++;
                }

                if (rows.Count < PageSize) break;
                after = rows[^1].Key;
            }
        }

        if (more > 0) findings.Add($"And {more} more rows that do not open.");
        return findings;
    }

    /// <summary>The same of a database that speaks SQL, which may be of an earlier build and not opened yet.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(ISqlRunner database, SqlDialect dialect, Sealer sealer, string name, CancellationToken cancel)
    {
        var schema = (await database.QueryAsync(Migrations.Applied.With(), row => row.Number(0), cancel).ConfigureAwait(false)).LastOrDefault();
        return await CheckAsync(new SqlSealedRows(database, dialect, schema), sealer, name, cancel).ConfigureAwait(false);
    }

    private static bool Opens(SealedColumn column, SealedRow row, Sealer sealer)
    {
        try
        {
            sealer.Open(column.SealedAs, row.Place, row.Body);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
