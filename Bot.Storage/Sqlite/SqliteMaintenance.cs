using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>What an operator does to the file while the bot runs.</summary>
internal static class SqliteMaintenance
{
    /// <summary>Steps of the check, some microseconds.</summary>
    private const int StepsBetweenLooks = 50;

    /// <summary>Damage of the file; when there is none, the rows that do not open. Changes nothing, whichever build wrote the file.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(SqliteOptions options, Sealer sealer, CancellationToken cancel)
    {
        var damage = await Task.Run(() => Check(options), cancel).ConfigureAwait(false);
        if (damage.Count > 0) return damage;

        using var readers = new ReadPool(options);
        return await SealedBodies.CheckAsync(readers, SqlDialect.Sqlite, sealer, options.Path, cancel).ConfigureAwait(false);
    }

    private static List<string> Check(SqliteOptions options)
    {
        try
        {
            using var connection = options.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma integrity_check";
            using var reader = command.ExecuteReader();
            var findings = new List<string>();
            while (reader.Read())
            {
                if (reader.GetString(0) is var finding and not "ok")
                    findings.Add(finding);
            }

            return findings;
        }
        catch (SqliteException fault)
        {
            return [SqliteFault.Explain(fault, options.Path).Message];
        }
    }

    /// <summary>
    /// As much of a check as fits into <paramref name="limit"/>: the first damage found, or null when there was none so far. What there was no time for,
    /// <c>integrity</c> reads.
    /// </summary>
    public static string? QuickCheck(SqliteConnection connection, TimeSpan limit)
    {
        var began = TimeProvider.System.GetTimestamp();
        raw.sqlite3_progress_handler(connection.Handle, StepsBetweenLooks, _ => TimeProvider.System.GetElapsedTime(began) > limit ? 1 : 0, null);
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "pragma quick_check(1)";
            return command.ExecuteScalar() is string finding && finding != "ok" ? finding.ReplaceLineEndings(" ") : null;
        }
        catch (SqliteException stopped) when (stopped.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            return null;
        }
        finally
        {
            raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
        }
    }
}
